"""Stage 1 as OR-Tools' minimum-cost flow. Prints JSON: value, filled, seconds, peak memory in MB."""
import json
import resource
import sys
import time

import numpy as np
from ortools.graph.python import min_cost_flow


def main(path):
    data = json.load(open(path))
    alpha, k = data.get("associate_weight", 500), data.get("meetings_per_associate", 8)
    people = {a["id"]: i for i, a in enumerate(data["associates"])}
    hosts = {o["id"]: len(people) + i for i, o in enumerate(data["organisations"])}
    source = len(people) + len(hosts)
    tails = np.array([people[p[0]] for p in data["pairs"]])
    heads = np.array([hosts[p[1]] for p in data["pairs"]])
    costs = np.array([-(alpha * p[2] + (1000 - alpha) * p[3]) for p in data["pairs"]])
    degree = np.bincount(tails, minlength=len(people))
    need = np.minimum(degree, k)
    most = [o["max_meetings"] for o in data["organisations"]]
    start = time.perf_counter()
    solver = min_cost_flow.SimpleMinCostFlow()
    solver.add_arcs_with_capacity_and_unit_cost(tails, heads, np.ones(len(tails), dtype=int), costs)
    solver.add_arcs_with_capacity_and_unit_cost(
        np.array(list(hosts.values())), np.full(len(hosts), source), np.array(most), np.zeros(len(hosts), dtype=int))
    solver.set_nodes_supplies(
        np.append(np.arange(len(people)), source), np.append(need, -need.sum()))
    status = solver.solve()
    seconds = time.perf_counter() - start
    print(json.dumps({"value": -solver.optimal_cost(), "seconds": seconds, "done": status == solver.OPTIMAL,
                      "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))


if __name__ == "__main__":
    main(sys.argv[1])
