"""Runs Passerelle and its peers on the same seeded instances, interleaved, each in its own process.

Prints medians, ratios and peak memory, and fails if two proved values differ. Bounded: every process has a time limit
and the whole run stops starting new work after BUDGET seconds (300 by default).
"""
import json
import os
import resource
import statistics
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
BINARY, WORK = sys.argv[1], sys.argv[2]
BUDGET = float(os.environ.get("BUDGET", "300"))
START = time.monotonic()
CASES = [
    # name, command, generator options, peers, runs
    ("stage 1, 40 x 25", "meetings", [], ["ortools_meetings"], 3),
    ("stage 1, 10k x 4k", "meetings", ["--associates", "10000", "--organisations", "4000"], ["ortools_meetings"], 3),
    ("stage 1, 50k x 20k", "meetings", ["--associates", "50000", "--organisations", "20000"], ["ortools_meetings"], 1),
    ("stage 2, 40 x 25", "attribute", [], ["highs_attribute"], 3),
    ("stage 2, 500 x 300", "attribute", ["--associates", "500", "--organisations", "300"], ["highs_attribute"], 1),
    ("stage 2, 2k x 1k", "attribute", ["--associates", "2000", "--organisations", "1000"], ["highs_attribute"], 1),
    ("stage 2, 5k x 2.5k", "attribute", ["--associates", "5000", "--organisations", "2500"], [], 1),
]


def timed(arguments, limit):
    """Output, or None when the limit passed."""
    try:
        return subprocess.run(arguments, capture_output=True, text=True, timeout=limit).stdout
    except subprocess.TimeoutExpired:
        return None


def ours(command, instance, limit):
    out = instance + ".solution"
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    if timed([BINARY, "match", command, instance, "--timings", "--time-limit", str(limit), "--out", out], 3 * limit) is None:
        return None
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    with open(out) as file:
        plan = json.load(file)
    return {"value": plan["total"], "bound": plan["bound"], "seconds": plan["seconds"]["solve"],
            "done": plan["status"] == "optimal", "memory": peak / 1024 if peak > before else None}


def ask(name, instance):
    """Time of one what-if once the plan is known, beside the full solve above."""
    with open(instance) as file:
        who, where = json.load(file)["pairs"][0][:2]
    told = subprocess.run([BINARY, "match", "what-if", instance, "--associate", who, "--target", where], capture_output=True, text=True)
    print(f"{name:22} {'  what-if, one pair':18} {(told.stderr.strip().splitlines() or ['no answer'])[-1]}")


def peer(script, instance, limit):
    text = timed([sys.executable, os.path.join(HERE, script + ".py"), instance, str(limit)], limit + 20)
    return json.loads(text.splitlines()[-1]) if text else None


def main():
    wrong = 0
    for name, command, options, peers, runs in CASES:
        left = BUDGET - (time.monotonic() - START)
        if left < 20:
            print(f"{name}: skipped, the time budget is spent")
            continue
        limit = int(min(60, left / 2))
        instance = os.path.join(WORK, name.replace(" ", "_").replace(",", "") + ".json")
        subprocess.run([BINARY, "match", "generate", command, *options, "--out", instance], check=True)
        found = {who: [] for who in ["passerelle", *peers]}
        for _ in range(runs):
            found["passerelle"].append(ours(command, instance, limit))
            for script in peers:
                found[script].append(peer(script, instance, limit))
        base = None
        for who, rows in found.items():
            rows = [row for row in rows if row]
            if not rows:
                print(f"{name:22} {who:18} no answer in {limit} s")
                continue
            median = statistics.median(row["seconds"] for row in rows)
            base = base if base is not None else median
            memory = max((row["memory"] or 0) for row in rows)
            proved = "proved" if rows[0]["done"] else "open"
            bound = f" bound {rows[0]['bound']}" if "bound" in rows[0] and not rows[0]["done"] else ""
            print(f"{name:22} {who:18} {median:9.4f} s  x{median / base:6.2f}  {memory:7.0f} MB  {rows[0]['value']} {proved}{bound}")
        if command == "meetings":
            ask(name, instance)
        proved = {row["value"] for rows in found.values() for row in rows if row and row["done"]}
        if len(proved) > 1:
            print(f"{name}: proved values differ: {proved}")
            wrong = 1
    sys.exit(wrong)


main()
