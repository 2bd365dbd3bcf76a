package io.taskqueue.sample;

import java.math.BigDecimal;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.taskqueue.Retry;
import io.taskqueue.Task;
import io.taskqueue.TaskContext;

/**
 * Small tasks for any client, in any language: {@code demo.add}, {@code demo.mul} and so
 * on.
 */
@Component
class Demo {

	@Task
	Number add(Number x, Number y) {
		return number(decimal(x).add(decimal(y)));
	}

	@Task
	Number mul(Number x, Number y) {
		return number(decimal(x).multiply(decimal(y)));
	}

	@Task
	Number xsum(List<Number> numbers) {
		return number(numbers.stream().map(Demo::decimal).reduce(BigDecimal.ZERO, BigDecimal::add));
	}

	@Task
	@Nullable Object echo(@Nullable Object value) {
		return value;
	}

	@Task
	Number sleep(Number seconds) throws InterruptedException {
		Thread.sleep(decimal(seconds).movePointRight(3).longValue());
		return seconds;
	}

	@Task
	void fail(String message) {
		throw new IllegalArgumentException(message);
	}

	@Task(retry = @Retry(includes = IllegalStateException.class, maxRetries = -1, delay = "0s"))
	int flaky(int times, TaskContext context) {
		if (context.retries() < times) {
			throw new IllegalStateException("Attempt " + (context.retries() + 1) + " fails on purpose");
		}
		return context.retries() + 1;
	}

	@Task
	String greet(String name, @Nullable String greeting) {
		return ((greeting != null) ? greeting : "Hello") + ", " + name + "!";
	}

	private static BigDecimal decimal(Number number) {
		return new BigDecimal(number.toString());
	}

	private static Number number(BigDecimal value) {
		boolean whole = value.stripTrailingZeros().scale() <= 0 && value.precision() - value.scale() <= 1000;
		return whole ? value.toBigInteger() : (Number) value.doubleValue();
	}

}
