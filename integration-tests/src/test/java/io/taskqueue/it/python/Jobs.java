package io.taskqueue.it.python;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import io.taskqueue.Retry;
import io.taskqueue.Task;
import io.taskqueue.TaskContext;
import io.taskqueue.result.PythonException;

/**
 * Tasks in Java: {@code jobs.add} and so on.
 */
class Jobs {

	private final Queue<String> marks = new ConcurrentLinkedQueue<>();

	/**
	 * What {@code jobs.mark} was called with, in order.
	 */
	List<String> marks() {
		return List.copyOf(this.marks);
	}

	@Task
	long add(long x, long y) {
		return x + y;
	}

	@Task
	long mul(long x, long y) {
		return x * y;
	}

	@Task
	long xsum(List<Long> numbers) {
		return numbers.stream().mapToLong(Long::longValue).sum();
	}

	@Task
	@Nullable Object echo(@Nullable Object value) {
		return value;
	}

	@Task
	String greet(String name, @Nullable String greeting) {
		return ((greeting != null) ? greeting : "Hello") + ", " + name + "!";
	}

	@Task
	double now() {
		Instant now = Instant.now();
		return now.getEpochSecond() + now.getNano() / 1e9;
	}

	@Task
	double sleep(double seconds) throws InterruptedException {
		new CountDownLatch(1).await((long) (seconds * 1e3), TimeUnit.MILLISECONDS);
		return seconds;
	}

	@Task
	String mark(String mark) {
		this.marks.add(mark);
		return mark;
	}

	@Task
	String failed(String taskId) {
		this.marks.add("failed " + taskId);
		return taskId;
	}

	@Task
	Map<String, @Nullable Object> context(TaskContext context) {
		Map<String, @Nullable Object> seen = new LinkedHashMap<>();
		seen.put("id", context.id());
		seen.put("rootId", context.rootId());
		seen.put("parentId", context.parentId());
		seen.put("queue", context.queue());
		seen.put("headers", context.headers());
		return seen;
	}

	@Task
	Typed typed(Typed value) {
		return value;
	}

	/**
	 * Tell which Java type a value was read as and what it is.
	 */
	@Task
	List<String> describe(Instant instant, LocalDateTime local, LocalDate date, LocalTime time, BigDecimal price,
			UUID id) {
		List<String> texts = new ArrayList<>();
		List.of(instant, local, date, time, price, id)
			.forEach((value) -> texts.add(value.getClass().getSimpleName() + " " + value));
		return texts;
	}

	@Task
	String describeAny(@Nullable Object value) {
		return (value instanceof byte[] bytes) ? "byte[] " + List.of(bytes.length, bytes[0])
				: ((value != null) ? value.getClass().getSimpleName() : "null") + " " + value;
	}

	/**
	 * The characters as Java sees them, each as a number.
	 */
	@Task
	List<Integer> characters(String text) {
		return text.chars().boxed().toList();
	}

	@Task
	void fail(String kind) throws Exception {
		throw switch (kind) {
			case "argument" -> new IllegalArgumentException("too large");
			case "cast" -> new ClassCastException("not a number");
			case "missing" -> new NoSuchElementException("no such order");
			case "io" -> new IOException("disk full");
			case "unchecked-io" -> new UncheckedIOException(new IOException("disk full"));
			case "key" -> new MissingKeyException("sku-1");
			case "configuration" -> new BadConfigurationException("a setting is wrong");
			case "stock" -> new OutOfStockException("no more apples");
			case "silent" -> new IllegalStateException();
			default -> new IllegalStateException("caf\u00e9 \ud83c\udf4e");
		};
	}

	@Task(retry = @Retry(includes = IllegalStateException.class, maxRetries = 1, delay = "2s"))
	int secondTry(TaskContext context) {
		if (context.retries() == 0) {
			throw new IllegalStateException("the first try fails");
		}
		return context.retries();
	}

	@Task(name = "both.flaky", retry = @Retry(includes = IllegalStateException.class, maxRetries = -1, delay = "0s"))
	List<Object> flaky() {
		throw new IllegalStateException("Only Python's attempt succeeds");
	}

	@Task(name = "both.patient", retry = @Retry(includes = IllegalStateException.class, maxRetries = -1, delay = "1s"))
	List<Object> patient() {
		return flaky();
	}

	enum Colour {

		RED, GREEN

	}

	record Line(String sku, int quantity) {

	}

	record Typed(Colour colour, List<Line> lines, Instant at, LocalDate day, LocalTime opens, BigDecimal price, UUID id,
			byte[] picture, @Nullable String note) {

	}

	@SuppressWarnings("serial")
	@PythonException(type = "KeyError")
	static final class MissingKeyException extends RuntimeException {

		MissingKeyException(String message) {
			super(message);
		}

	}

	@SuppressWarnings("serial")
	@PythonException(module = "celery.exceptions", type = "ImproperlyConfigured")
	static final class BadConfigurationException extends RuntimeException {

		BadConfigurationException(String message) {
			super(message);
		}

	}

	@SuppressWarnings("serial")
	@PythonException(module = "fleet", type = "OutOfStock")
	static final class OutOfStockException extends RuntimeException {

		OutOfStockException(String message) {
			super(message);
		}

	}

}
