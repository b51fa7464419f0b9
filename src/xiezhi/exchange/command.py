"""`xiezhi exchange trust|pack|take|receipt`: envelopes between nodes. Exit codes: 0 done, 2 nothing was done."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from django.conf import settings

from xiezhi.exchange.form import NotTaken
from xiezhi.exchange.models import Envelope, Peer
from xiezhi.exchange.pack import NothingNew, NotPacked, pack, pack_again
from xiezhi.exchange.receipt import take_receipt, write_receipt
from xiezhi.exchange.take import take
from xiezhi.journal.signing import signer

DIGITS = 64


def main(argv: list[str]) -> int:
    """Run one of the four; a refusal is one Chinese sentence on the error output."""
    options = _options().parse_args(argv)
    run: Callable[[argparse.Namespace], str] = options.run
    try:
        sys.stdout.write(f"{run(options)}\n")
    except (NotTaken, NotPacked, NothingNew) as refused:
        sys.stderr.write(f"{refused}\n")
        return 2
    except OSError as fault:
        sys.stderr.write(f"文件 {fault.filename} 不能读写：{fault.strerror}。没有改动。\n")
        return 2
    return 0


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="xiezhi exchange", description="节点之间交换签名的信封")
    kinds = parser.add_subparsers(required=True, metavar="做什么")
    trust = kinds.add_parser("trust", help="登记对方节点的公钥；不写参数则显示本节点的名称和公钥")
    trust.add_argument("node", nargs="?", help="对方节点名称")
    trust.add_argument("key", nargs="?", help="对方公钥，64 位十六进制")
    trust.set_defaults(run=_trust)
    out = kinds.add_parser("pack", help="把上一封以后的记载封成一个信封")
    out.add_argument("--to", required=True, help="收件节点")
    out.add_argument("--since", type=int, help="从流水的这个位置以后开始；默认接上一封")
    out.add_argument("--again", type=int, metavar="序号", help="重新写出以前的信封")
    out.add_argument("--out", required=True, type=Path, help="写入的文件")
    out.set_defaults(run=_pack)
    into = kinds.add_parser("take", help="核对并收下一个信封，写出签名的回执")
    into.add_argument("file", type=Path)
    into.add_argument("--receipt", type=Path, help="回执文件；默认在信封旁边")
    into.set_defaults(run=_take)
    back = kinds.add_parser("receipt", help="核对并记下对方的回执")
    back.add_argument("file", type=Path)
    back.set_defaults(run=_receipt)
    return parser


def _trust(options: argparse.Namespace) -> str:
    if options.node is None:
        return f"{settings.XIEZHI_NODE} {signer().public}"
    key = (options.key or "").lower()
    if len(key) != DIGITS or not set(key) <= set("0123456789abcdef"):
        raise NotTaken(
            "公钥须是 64 位十六进制数字，没有登记。对方运行 xiezhi exchange trust 可以看到。"
        )
    Peer.objects.update_or_create(node=options.node, defaults={"public": key})
    return f"已登记节点 {options.node} 的公钥。"


def _pack(options: argparse.Namespace) -> str:
    if options.again is not None:
        return _said(pack_again(options.to, options.again, options.out), options.out)
    return _said(pack(options.to, options.out, options.since), options.out)


def _said(envelope: Envelope, out: Path) -> str:
    return (
        f"给节点 {envelope}信封：{envelope.entries} 条记载"
        f"（位置 {envelope.first} 至 {envelope.last}），已写入 {out}。"
    )


def _take(options: argparse.Namespace) -> str:
    taken = take(options.file)
    out = options.receipt or options.file.with_name(options.file.name + ".receipt")
    write_receipt(taken.envelope, out)
    if taken.again:
        return f"节点 {taken.envelope}信封先前已经收下，没有重复收。回执再次写入 {out}。"
    return f"已收下节点 {taken.envelope}信封：新收 {taken.added} 条记载。回执写入 {out}。"


def _receipt(options: argparse.Namespace) -> str:
    envelope = take_receipt(options.file)
    return f"节点 {envelope}信封已由对方收下，回执已记。"
