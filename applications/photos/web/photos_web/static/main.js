import { listen } from "./modules/events.js";
import { find } from "./modules/dom.js";
import { Replicas } from "./modules/replicas.js";
import { showConnection } from "./modules/connection.js";
import { showNumbers } from "./modules/numbers.js";
import { GivenUp } from "./modules/given-up.js";
import { ThroughputPlot } from "./modules/throughput-plot.js";
import { WorkerCards } from "./modules/worker-cards.js";
import { Pictures } from "./modules/pictures.js";
import { Compare } from "./modules/compare.js";
import { Uploads } from "./modules/uploads.js";
import { acceptFiles } from "./modules/drop-zone.js";
import { describeLimits } from "./modules/limits.js";
import { sendSamples } from "./modules/samples.js";

const replicas = new Replicas(find("replicas"));
const plot = new ThroughputPlot(find("plot"));
const workers = new WorkerCards(find("workers"));
const compare = new Compare(find("compare"));
const pictures = new Pictures(find("images"), compare);
const uploads = new Uploads(find("uploads"), find("said"));
const givenUp = new GivenUp(find("given-up"), find("letters"));

acceptFiles(find("drop"), find("files"), (files) => uploads.add(files));
sendSamples(find("samples"), find("count"), find("said"));
replicas.watch();

listen({
  hello: ({ replica, limits }) => {
    showConnection("live", replica);
    uploads.limits = limits;
    find("limits").textContent = describeLimits(limits);
    find("files").accept = limits.types.join(",");
  },
  state: (state) => {
    replicas.streams(state.replica);
    showConnection(state.problems.length === 0 ? "live" : "trouble", state.replica, state.problems);
    if (state.queued !== undefined) {
      showNumbers(find("numbers"), state);
      workers.show(state.workers);
      givenUp.show(state.dead);
    }
    if (state.throughput !== undefined) plot.show(state.throughput);
  },
  images: (images) => pictures.show(images),
  lost: () => showConnection("lost"),
});
