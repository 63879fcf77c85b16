"""A `tenfold serve` that a benchmark asks."""

import http.client
import json
import re
import signal
import subprocess
import time
import urllib.parse


class Served:
    """The command, started on a free port and ended with the block."""

    def __init__(self, binary, *words):
        began = time.monotonic()
        self.process = subprocess.Popen(
            [binary, "serve", "--port", "0", *words], stdout=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        found = re.match(r"http://[^/]*:(\d+)/", line)
        if not found:
            raise SystemExit(f"tenfold serve said {line!r} and not where it listens")
        self.port = int(found.group(1))
        self.seconds_to_start = time.monotonic() - began

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        # As Ctrl-C does, so that it ends by itself and says what it leaves behind where it is built to.
        self.process.send_signal(signal.SIGINT)
        status = self.process.wait()
        if kind is None and status not in (0, 130, -signal.SIGINT):
            raise SystemExit(f"tenfold serve ended with {status}")

    def connect(self, timeout=60):
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)

    def ask(self, path, connection=None, **query):
        """Status and body of a GET."""
        connection = connection or self.connect()
        connection.request("GET", path + ("?" + urllib.parse.urlencode(query) if query else ""))
        answer = connection.getresponse()
        return answer.status, answer.read()

    def parts(self):
        """Names of the system's components and their kinds, by the result that it serves."""
        result = json.loads(self.ask("/result.json")[1])
        return result["services"], result["stores"]

    def users_today(self):
        """Users of today's load and how many times that the first limit is away, by the result that it serves."""
        result = json.loads(self.ask("/result.json")[1])
        return result["load"]["users"]["likely"], result["headroom"] or 1000

    def resident(self):
        """Memory of the process that is in use, in bytes."""
        with open(f"/proc/{self.process.pid}/status") as status:
            for line in status:
                if line.startswith("VmRSS:"):
                    return int(line.split()[1]) * 1024
        return 0

    def open_files(self):
        """Files and sockets that the process holds open."""
        import os
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))
