"""The models of the yardstick that Ciw has. usage: ciw_models MODEL JOBS SEED; prints one line of JSON."""
import json, sys, time
import ciw

model, jobs, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
exponential = ciw.dists.Exponential
if model == "mm1":
    network = ciw.create_network(
        arrival_distributions=[exponential(0.8)], service_distributions=[exponential(1)], number_of_servers=[1])
    duration = jobs / 0.8
elif model == "net10":
    means = [2.1] * 3 + [3] * 4 + [3.3] * 3
    routing = [[0.0] * 10 for _ in range(10)]
    for i in range(10):
        for j in range(10):
            if i < 3 <= j < 7:
                routing[i][j] = 0.225
            elif 3 <= i < 7 <= j:
                routing[i][j] = 0.7 / 3
            elif i >= 7 and 3 <= j < 7:
                routing[i][j] = 0.05
    network = ciw.create_network(
        arrival_distributions=[exponential(1 / 3)] * 3 + [None] * 7,
        service_distributions=[exponential(1 / mean) for mean in means],
        number_of_servers=[1] * 10, routing=routing)
    duration = jobs
else:
    sys.exit(f"Ciw has no calls that wait for each other: {model}")
ciw.seed(seed)
simulation = ciw.Simulation(network)
began = time.process_time()
simulation.simulate_until_max_time(duration)
seconds = time.process_time() - began
records = simulation.get_all_records()
entered, left = {}, {}
for record in records:
    person = record.id_number
    entered[person] = min(entered.get(person, record.arrival_date), record.arrival_date)
    left[person] = max(left.get(person, record.exit_date), record.exit_date)
total = sum(left[person] - entered[person] for person in entered)
print(json.dumps({"tool": f"Ciw {ciw.__version__}", "model": model, "events": len(records) + len(entered),
                  "seconds": seconds, "mean": total / len(entered), "hash": total.hex()}))
