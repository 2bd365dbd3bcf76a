package io.taskqueue.worker;

import io.taskqueue.broker.Broker;
import io.taskqueue.client.TaskPublisher;
import io.taskqueue.message.PayloadCodec;
import io.taskqueue.message.TaskMessageCodec;
import io.taskqueue.registry.TaskRegistry;
import io.taskqueue.result.ResultStore;
import io.taskqueue.time.TimeSource;

/**
 * What a worker is given and does not own.
 *
 * @param options how it works
 * @param registry the tasks
 * @param codec reads and writes messages
 * @param payloads writes results
 * @param publisher publishes what follows an outcome
 * @param broker the broker
 * @param store the result store
 * @param time the time
 * @param threads makes the threads of tasks
 */
record Collaborators(WorkerOptions options, TaskRegistry registry, TaskMessageCodec codec, PayloadCodec payloads,
		TaskPublisher publisher, Broker broker, ResultStore store, TimeSource time, TaskThreads threads) {

}
