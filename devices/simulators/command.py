"""Running `simulate`."""

import argparse

from devices.simulators import run


def run_simulate(args: argparse.Namespace) -> int:
    """Simulate a device until the program is told to end."""
    listen = None
    if args.listen:
        host, _, port = args.listen.rpartition(":")
        listen = (host, int(port))
    run(
        args.kind,
        link=args.link,
        listen=listen,
        addresses=tuple(args.address),
        faults=args.fault,
        script=args.script,
        out=args.out,
    )
    return 0
