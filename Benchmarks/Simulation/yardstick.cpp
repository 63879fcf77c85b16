// The yardstick: three models written by hand in C++, with the bare accounting that their means need.
// usage: yardstick MODEL JOBS SEED; prints one line of JSON. An event is an arrival or a completion.
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <vector>

struct Xoshiro {
  uint64_t s[4];
  explicit Xoshiro(uint64_t seed) {
    for (auto& word : s) {
      uint64_t z = (seed += 0x9e3779b97f4a7c15);
      z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
      z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
      word = z ^ (z >> 31);
    }
  }
  static uint64_t rotate(uint64_t x, int k) { return x << k | x >> (64 - k); }
  uint64_t next() {
    uint64_t result = rotate(s[0] + s[3], 23) + s[0], t = s[1] << 17;
    s[2] ^= s[0]; s[3] ^= s[1]; s[1] ^= s[2]; s[0] ^= s[3]; s[2] ^= t; s[3] = rotate(s[3], 45);
    return result;
  }
  double unit() { return (next() >> 11) * 0x1p-53; }
};

// Exponential numbers by a ziggurat of 256 layers.
struct Exponential {
  double edge[257];
  static constexpr double tail = 7.69711747013104972;
  Exponential() {
    double area = (tail + 1) * std::exp(-tail);
    edge[0] = area / std::exp(-tail);
    edge[1] = tail;
    for (int i = 2; i < 256; i++) edge[i] = -std::log(std::exp(-edge[i - 1]) + area / edge[i - 1]);
    edge[256] = 0;
  }
  double operator()(Xoshiro& random) const {
    for (;;) {
      uint64_t bits = random.next();
      int i = bits & 255;
      double x = (bits >> 11) * 0x1p-53 * edge[i];
      if (x < edge[i + 1]) return x;
      if (i == 0) return tail - std::log(1 - random.unit());
      double low = std::exp(-edge[i]), high = std::exp(-edge[i + 1]);
      if (low + random.unit() * (high - low) < std::exp(-x)) return x;
    }
  }
};

typedef unsigned __int128 Key;

// Pending events: a binary heap of one number each, time first, then order, then subject.
struct Heap {
  std::vector<Key> keys;
  uint32_t order = 0;
  bool vacant = false;
  Heap() { keys.reserve(1 << 12); }
  void push(double time, uint32_t subject) {
    uint64_t bits;
    std::memcpy(&bits, &time, 8);
    Key key = Key(bits) << 64 | Key(order++) << 32 | subject;
    if (vacant) { vacant = false; sink(key); return; }
    keys.push_back(key);
    size_t hole = keys.size() - 1;
    while (hole > 0) {
      size_t parent = (hole - 1) / 2;
      if (keys[parent] <= key) break;
      keys[hole] = keys[parent];
      hole = parent;
    }
    keys[hole] = key;
  }
  void sink(Key key) {
    size_t end = keys.size(), hole = 0;
    for (;;) {
      size_t child = 2 * hole + 1;
      if (child >= end) break;
      if (child + 1 < end && keys[child + 1] < keys[child]) child++;
      if (key <= keys[child]) break;
      keys[hole] = keys[child];
      hole = child;
    }
    keys[hole] = key;
  }
  uint32_t pop(double& time) {
    if (vacant) {
      vacant = false;
      Key last = keys.back();
      keys.pop_back();
      if (!keys.empty()) sink(last);
    }
    vacant = true;
    uint64_t bits = uint64_t(keys[0] >> 64);
    std::memcpy(&time, &bits, 8);
    return uint32_t(keys[0]);
  }
};

struct Job { double entered; int32_t next, station, pending, parent, node; };
struct Station { int32_t head = -1, tail = -1, present = 0, servers = 1; double mean = 1; };

struct Model {
  Heap heap;
  Xoshiro random;
  Exponential draw;
  std::vector<Job> jobs;
  std::vector<int32_t> unused;
  std::vector<Station> stations;
  uint64_t events = 0, done = 0;
  double now = 0, total = 0;
  explicit Model(uint64_t seed) : random(seed) { jobs.reserve(1 << 16); }
  int32_t take() {
    if (!unused.empty()) { int32_t job = unused.back(); unused.pop_back(); return job; }
    jobs.push_back(Job());
    return int32_t(jobs.size() - 1);
  }
  void enter(int32_t job, int32_t index) {
    Station& station = stations[index];
    jobs[job].station = index;
    if (station.present++ < station.servers) {
      heap.push(now + station.mean * draw(random), job);
    } else {
      jobs[job].next = -1;
      if (station.head < 0) station.head = job; else jobs[station.tail].next = job;
      station.tail = job;
    }
  }
  void serveNext(Station& station) {
    if (--station.present >= station.servers) {
      int32_t job = station.head;
      station.head = jobs[job].next;
      heap.push(now + station.mean * draw(random), job);
    }
  }
};

static const uint32_t arrival = 0x80000000;

// One station (rho 0.8), or ten in three tiers.
static void network(Model& model, bool isSingle, uint64_t count) {
  auto& stations = model.stations;
  stations.resize(isSingle ? 1 : 10);
  double arrivals = isSingle ? 0.8 : 1;
  if (!isSingle) for (int i = 0; i < 10; i++) stations[i].mean = i < 3 ? 2.1 : i < 7 ? 3 : 3.3;
  model.heap.push(model.draw(model.random) / arrivals, arrival);
  while (model.done < count) {
    uint32_t subject = model.heap.pop(model.now);
    model.events++;
    if (subject == arrival) {
      model.heap.push(model.now + model.draw(model.random) / arrivals, arrival);
      int32_t job = model.take();
      model.jobs[job].entered = model.now;
      model.enter(job, isSingle ? 0 : int32_t(model.random.unit() * 3));
      continue;
    }
    int32_t at = model.jobs[subject].station;
    model.serveNext(stations[at]);
    double choice = isSingle ? 1 : model.random.unit();
    if (!isSingle && at < 3 && choice < 0.9) {
      model.enter(subject, 3 + int32_t(choice / 0.225));
    } else if (at >= 7 && choice < 0.2) {
      model.enter(subject, 3 + int32_t(choice / 0.05));
    } else if (at >= 3 && at < 7 && choice < 0.7) {
      model.enter(subject, 7 + int32_t(choice / 0.2333333333333334));
    } else {
      model.total += model.now - model.jobs[subject].entered;
      model.done++;
      model.unused.push_back(subject);
    }
  }
}

// Fifty services, 1-7-42, each with four servers: own work, then all children at once, then the answer.
static void tree(Model& model, uint64_t count) {
  model.stations.resize(50);
  for (auto& station : model.stations) { station.servers = 4; station.mean = 2.8; }
  auto start = [&](int32_t node, int32_t parent) {
    int32_t job = model.take();
    Job& record = model.jobs[job];
    record.entered = model.now; record.parent = parent; record.node = node; record.pending = 0;
    model.enter(job, node);
  };
  model.heap.push(model.draw(model.random), arrival);
  while (model.done < count) {
    uint32_t subject = model.heap.pop(model.now);
    model.events++;
    if (subject == arrival) {
      model.heap.push(model.now + model.draw(model.random), arrival);
      start(0, -1);
      continue;
    }
    int32_t job = subject, node = model.jobs[job].node;
    model.serveNext(model.stations[node]);
    int first = node == 0 ? 1 : node < 8 ? 8 + (node - 1) * 6 : 0, children = node == 0 ? 7 : node < 8 ? 6 : 0;
    model.jobs[job].pending = children;
    for (int i = 0; i < children; i++) start(first + i, job);
    while (model.jobs[job].pending == 0) {
      int32_t parent = model.jobs[job].parent;
      model.unused.push_back(job);
      if (parent < 0) {
        model.total += model.now - model.jobs[job].entered;
        model.done++;
        break;
      }
      model.jobs[parent].pending--;
      job = parent;
    }
  }
}

int main(int count, char** words) {
  if (count != 4) return 64;
  uint64_t jobs = std::strtoull(words[2], nullptr, 10);
  Model model(std::strtoull(words[3], nullptr, 10));
  std::clock_t start = std::clock();
  if (!std::strcmp(words[1], "mm1")) network(model, true, jobs);
  else if (!std::strcmp(words[1], "net10")) network(model, false, jobs);
  else if (!std::strcmp(words[1], "tree50")) tree(model, jobs);
  else return 64;
  double seconds = double(std::clock() - start) / CLOCKS_PER_SEC;
  uint64_t hash;
  std::memcpy(&hash, &model.total, 8);
  std::printf("{\"tool\": \"C++ by hand\", \"model\": \"%s\", \"events\": %llu, \"seconds\": %.4f, \"mean\": %.5f, "
              "\"hash\": \"%016llx\"}\n", words[1], (unsigned long long)model.events, seconds,
              model.total / double(model.done), (unsigned long long)hash);
}
