"""The bound case file (卷宗): cover, contents, every document and photograph with its page in the file."""
