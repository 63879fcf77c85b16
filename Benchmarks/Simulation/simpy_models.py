"""The models of the yardstick in SimPy. usage: simpy_models MODEL JOBS SEED; prints one line of JSON."""
import json, random, sys, time
import simpy

model, jobs, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
rng = random.Random(seed)
env = simpy.Environment()
state = {"events": 0, "done": 0, "total": 0.0}


def visit(resource, mean):
    with resource.request() as place:
        yield place
        yield env.timeout(rng.expovariate(1 / mean))
    state["events"] += 1


def leave(entered):
    state["done"] += 1
    state["total"] += env.now - entered


def source(rate, customer):
    for _ in range(jobs):
        yield env.timeout(rng.expovariate(rate))
        state["events"] += 1
        env.process(customer())


if model == "mm1":
    station = simpy.Resource(env)

    def customer():
        entered = env.now
        yield from visit(station, 1)
        leave(entered)

    env.process(source(0.8, customer))
elif model == "net10":
    means = [2.1] * 3 + [3] * 4 + [3.3] * 3
    stations = [simpy.Resource(env) for _ in means]

    def customer():
        entered, at = env.now, rng.randrange(3)
        while at >= 0:
            yield from visit(stations[at], means[at])
            choice = rng.random()
            if at < 3:
                at = 3 + rng.randrange(4) if choice < 0.9 else -1
            elif at < 7:
                at = 7 + rng.randrange(3) if choice < 0.7 else -1
            else:
                at = 3 + rng.randrange(4) if choice < 0.2 else -1
        leave(entered)

    env.process(source(1, customer))
else:
    stations = [simpy.Resource(env, 4) for _ in range(50)]

    def children(node):
        return range(1, 8) if node == 0 else range(8 + (node - 1) * 6, 14 + (node - 1) * 6) if node < 8 else ()

    def call(node):
        yield from visit(stations[node], 2.8)
        if node < 8:
            yield simpy.AllOf(env, [env.process(call(child)) for child in children(node)])

    def customer():
        entered = env.now
        yield from call(0)
        leave(entered)

    env.process(source(1, customer))

began = time.process_time()
env.run()
seconds = time.process_time() - began
print(json.dumps({"tool": f"SimPy {simpy.__version__}", "model": model, "events": state["events"],
                  "seconds": seconds, "mean": state["total"] / state["done"], "hash": state["total"].hex()}))
