package io.taskqueue.benchmark;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;

import io.taskqueue.broker.QueueDeclaration.QueueType;
import io.taskqueue.time.SystemTimeSource;

/**
 * Measures one system in this process and prints each value in a line.
 */
public final class Shapes {

	private static final int SINGLES = 2000;

	private static final int CALLS = 200;

	private static final Duration LIMIT = Duration.ofMinutes(5);

	private final SystemTimeSource time = new SystemTimeSource();

	private final Servers servers;

	private final String system;

	private final int tasks;

	private final Channel channel;

	private final RedisCommands<String, String> redis;

	private Shapes(Servers servers, String system, int tasks, Channel channel, RedisCommands<String, String> redis) {
		this.servers = servers;
		this.system = system;
		this.tasks = tasks;
		this.channel = channel;
		this.redis = redis;
	}

	/**
	 * Measure one system.
	 * @param args the servers, the system and the number of tasks of a backlog
	 */
	public static void main(String[] args) {
		Servers servers = Servers.parse(args[0]);
		try (Connection connection = servers.rabbit().newConnection();
				RedisClient client = RedisClient.create(servers.redis())) {
			new Shapes(servers, args[1], Integer.parseInt(args[2]), connection.createChannel(), client.connect().sync())
				.measure();
		}
		catch (Exception ex) {
			ex.printStackTrace();
			// What is still open must not keep this process
			Runtime.getRuntime().halt(1);
		}
	}

	private void measure() throws Exception {
		// Celery before 5.5 can't consume quorum queues at all
		for (QueueType type : celery() ? List.of(QueueType.CLASSIC) : List.of(QueueType.CLASSIC, QueueType.QUORUM)) {
			String name = type.name().toLowerCase(Locale.ROOT);
			String queue = "benchmark-" + name;
			declare(queue, name);
			try (TaskSystem subject = system(queue, type)) {
				backlog(subject, queue, name);
				if (type == QueueType.CLASSIC) {
					calls(subject);
				}
			}
			this.channel.queueDelete(queue);
		}
		this.time.stop();
	}

	private void declare(String queue, String type) throws Exception {
		this.channel.queueDelete(queue);
		this.channel.queueDeclare(queue, true, false, false, Map.of("x-queue-type", type));
	}

	private TaskSystem system(String queue, QueueType type) throws Exception {
		return switch (this.system) {
			case "raw" -> new RawSystem(this.servers, queue);
			case "taskqueue" -> new TaskqueueSystem(this.servers, queue, type);
			case "celery" -> new CelerySystem(this.servers, queue, type);
			default -> throw new IllegalArgumentException("Unknown system: " + this.system);
		};
	}

	private boolean celery() {
		return this.system.equals("celery");
	}

	/**
	 * The first time only warms up this process, which Celery has no part in.
	 */
	private void backlog(TaskSystem subject, String queue, String type) throws Exception {
		if (!celery()) {
			enqueue(subject);
			drain(subject, queue);
		}
		double enqueued = enqueue(subject);
		if (!celery()) {
			print("enqueue in one batch, " + type, enqueued, Unit.RATE);
		}
		print("drain a backlog, " + type, drain(subject, queue), Unit.RATE);
	}

	private double enqueue(TaskSystem subject) throws Exception {
		long start = this.time.nanoTime();
		subject.enqueue(this.tasks);
		return this.tasks * 1e9 / (this.time.nanoTime() - start);
	}

	/**
	 * The rate between the first results seen and the last, so starting does not count.
	 */
	private double drain(TaskSystem subject, String queue) throws Exception {
		this.redis.flushall();
		subject.startWorker();
		long first = awaitResults(1);
		long start = this.time.nanoTime();
		awaitResults(this.tasks);
		double seconds = (this.time.nanoTime() - start) / 1e9;
		subject.stopWorker();
		long left = this.channel.messageCount(queue);
		if (left > 0 || this.redis.dbsize() != this.tasks) {
			throw new IllegalStateException(
					left + " tasks are not acknowledged, and there are " + this.redis.dbsize() + " results");
		}
		return (this.tasks - first) / seconds;
	}

	private long awaitResults(long count) {
		long deadline = this.time.nanoTime() + LIMIT.toNanos();
		for (long results = this.redis.dbsize();; results = this.redis.dbsize()) {
			if (results >= count) {
				return results;
			}
			if (this.time.nanoTime() - deadline > 0) {
				throw new IllegalStateException("Only " + results + " of " + count + " results after " + LIMIT);
			}
			LockSupport.parkNanos(5_000_000);
		}
	}

	private void calls(TaskSystem subject) throws Exception {
		subject.enqueueOneByOne(SINGLES / 4);
		print("enqueue one by one, classic", subject.enqueueOneByOne(SINGLES), Unit.RATE);
		this.redis.flushall();
		subject.startWorker();
		awaitResults(SINGLES + SINGLES / 4);
		subject.call(CALLS);
		List<Long> durations = subject.call(CALLS).stream().sorted().toList();
		subject.stopWorker();
		print("submit to result, idle, p50", durations.get(CALLS / 2) / 1e6, Unit.MILLISECONDS);
		print("submit to result, idle, p99", durations.get(CALLS * 99 / 100) / 1e6, Unit.MILLISECONDS);
	}

	private void print(String shape, double value, Unit unit) {
		System.out.println(new Measurement(shape, this.system, value, unit).line());
	}

}
