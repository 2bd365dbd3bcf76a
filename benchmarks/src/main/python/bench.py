"""The same task in Celery, and a client that measures itself."""

import os
import sys
import time

from celery import Celery
from kombu import Queue

QUEUE = os.environ["BENCH_QUEUE"]

app = Celery("bench", broker=os.environ["BENCH_BROKER"], backend=os.environ["BENCH_RESULTS"])
app.conf.update(
    task_queues=[Queue(QUEUE, no_declare=True)],
    task_default_queue=QUEUE,
    task_acks_late=True,
    broker_transport_options={"confirm_publish": True},
)


@app.task(name="bench.noop")
def noop():
    return 1


def enqueue(count):
    start = time.perf_counter()
    for _ in range(count):
        noop.delay()
    print(count / (time.perf_counter() - start))


def call(count):
    for _ in range(count):
        start = time.perf_counter_ns()
        noop.delay().get(timeout=10)
        print(time.perf_counter_ns() - start)


if __name__ == "__main__":
    {"enqueue": enqueue, "call": call}[sys.argv[1]](int(sys.argv[2]))
