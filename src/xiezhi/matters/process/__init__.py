"""全过程记录: audio-video records of a case, its six links, and its file to hand over (行政处罚法第四十七条)."""
