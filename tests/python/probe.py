"""A regulation in Python that tells what an interpreter is told of the world: nothing but the call."""

import datetime
import json
import os
import random
import socket
import sys
import time

import regulation
from wit_world.imports import vocabulary as v


def tried(what):
    try:
        return str(what())
    except OSError as why:
        return type(why).__name__


class WitWorld(regulation.WitWorld):
    def validate(self, matter):
        match json.loads(matter.content)["reason"]:
            case "network":
                socket.create_connection(("127.0.0.1", 80), timeout=1)
            case "sleep":
                time.sleep(1)
        print("written to nobody")
        told = {
            "now": datetime.datetime.now().isoformat(),
            "chance": [random.SystemRandom().getrandbits(32) for _ in range(3)],
            "environment": dict(os.environ),
            "arguments": sys.argv[1:],
            "folder": tried(lambda: os.listdir("/")),
            "file": tried(lambda: open("/etc/passwd").read()),
        }
        return v.Check([v.Finding("1", v.Severity.NOTICE, None, json.dumps(told))], [])
