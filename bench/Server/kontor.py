"""Kontor as it is measured: the release build with its private PostgreSQL in a directory of its own."""
import http.client
import json
import os
import pathlib
import subprocess
import threading
import time

import processes

ROOT = pathlib.Path(__file__).resolve().parents[2]


class Kontor:
    def __init__(self, program):
        self.program = program
        self.directory = processes.directory()
        self.port = processes.free_port()
        self.log = f"{self.directory}/kontor.log"
        self.process = None

    def start(self, patience=600):
        """Returns how many seconds it took from the start of the program until it served."""
        began = time.monotonic()
        self.process = processes.start(
            [self.program, "serve", "--port", str(self.port), "--data-directory", self.directory,
             "--log-level", "warning"], self.log, env={"KONTOR_RESOURCES": str(ROOT)})
        while not self.is_ready():
            if self.process.poll() is not None or time.monotonic() > began + patience:
                raise RuntimeError(f"kontor does not serve:\n{processes.tail(self.log)}")
            time.sleep(0.01)
        return time.monotonic() - began

    def stop(self):
        processes.end(self.process)

    def is_ready(self):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
            connection.request("GET", "/ready")
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()

    @property
    def pid(self):
        return self.process.pid

    @property
    def postgres_pid(self):
        with open(f"{self.directory}/postgres/data/postmaster.pid") as file:
            return int(file.readline())

    def sql(self, script):
        """As the superuser of the private cluster. Answers the rows, unaligned."""
        return psql(f"{self.directory}/postgres/run", "kontor", script)


def psql(socket_directory, database, script):
    done = subprocess.run(
        ["psql", "-XqAt", "-v", "ON_ERROR_STOP=1", "-h", socket_directory, "-U", "postgres", "-d", database],
        input=script, capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(f"psql: {done.stderr}\n{script[:2000]}")
    return done.stdout


class Client:
    """The API over one connection per thread; the tokens take turns, so that none comes near its limit."""

    def __init__(self, port, tokens):
        self.port = port
        self.tokens = tokens
        self.calls = 0
        self.local = threading.local()

    def call(self, method, path, body=None, revision=None):
        self.calls += 1
        headers = {"Authorization": f"Bearer {self.tokens[self.calls % len(self.tokens)]}"}
        if body is not None:
            headers |= {"Content-Type": "application/json", "Idempotency-Key": os.urandom(16).hex()}
        if revision:
            headers["If-Match"] = revision
        status, text = self.exchange(method, path, json.dumps(body) if body is not None else None, headers)
        if not 200 <= status < 300:
            raise RuntimeError(f"{method} {path}: {status} {text[:1000]}")
        return json.loads(text) if text else None

    def forget_connections(self):
        """The server has been started anew."""
        self.local = threading.local()

    def exchange(self, method, path, body, headers):
        # The server closes connections that nobody uses, and each scenario brings threads of its own.
        if time.monotonic() - getattr(self.local, "used", 0) > 20:
            self.local.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        self.local.used = time.monotonic()
        self.local.connection.request(method, path, body, headers)
        answer = self.local.connection.getresponse()
        return answer.status, answer.read().decode()
