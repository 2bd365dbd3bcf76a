package io.taskqueue.it.python;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.ConfigurableApplicationContext;

import io.taskqueue.AsyncResult;
import io.taskqueue.Signature;
import io.taskqueue.TaskFailedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What fails in one language is caught in the other.
 */
@ExtendWith(FleetExtension.class)
class FailuresIT {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private final Fleet fleet;

	private final PythonClient python;

	FailuresIT(Fleet fleet) {
		this.fleet = fleet;
		this.python = fleet.python();
	}

	@ParameterizedTest
	@CsvSource({ "argument, builtins.ValueError, too large", "cast, builtins.TypeError, not a number",
			"missing, builtins.LookupError, no such order", "io, builtins.OSError, disk full",
			"unchecked-io, builtins.OSError, java.io.IOException: disk full", "key, builtins.KeyError, \"'sku-1'\"",
			"configuration, celery.exceptions.ImproperlyConfigured, a setting is wrong",
			"stock, fleet.OutOfStock, no more apples", "silent, celery.exceptions.IllegalStateException, ''",
			"other, celery.exceptions.IllegalStateException, caf\u00e9 \ud83c\udf4e" })
	void pythonCatchesWhatJavaThrows(String kind, String type, String text) {
		assertThatExceptionOfType(PythonRaised.class)
			.isThrownBy(() -> this.python.run("broken = send('jobs.fail', ['" + kind + "'])\nbroken.get(timeout=20)"))
			.satisfies((ex) -> {
				assertThat(ex.classes()).startsWith(type).contains("builtins.Exception");
				assertThat(ex.text()).isEqualTo(text.replace("\"", ""));
			});
		assertThat(this.python.run("[broken.state, broken.failed()]").toString()).isEqualTo("[FAILURE, true]");
		assertThat((String) this.python.run("broken.traceback")).contains("at io.taskqueue.it.python.Jobs.fail");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			call('jobs.add', 1) | is missing the argument
			call('jobs.add', 1, 2, 3) | takes 2 arguments but 3 were given
			call('jobs.add', 1, kwargs={'z': 3}) | unknown keyword argument 'z'
			call('jobs.add', 1, 2, kwargs={'y': 3}) | more than one value
			call('jobs.add', 'one', 2) | x
			call('jobs.add', None, 2) | x
			""")
	void wrongArgumentsOfAJavaTaskAreATypeError(String code, String text) {
		assertThatExceptionOfType(PythonRaised.class).isThrownBy(() -> this.python.run(code)).satisfies((ex) -> {
			assertThat(ex.classes()).startsWith("builtins.TypeError");
			assertThat(ex.text()).contains(text);
		});
	}

	@Test
	void anUnknownJavaTaskIsNotRegisteredWhereThereIsNoGrace() {
		try (ConfigurableApplicationContext strict = this.fleet
			.javaWorker(Map.of("taskqueue.worker.queues", "strict", "taskqueue.worker.unknown-task", "fail"))) {
			assertThat(strict.isRunning()).isTrue();
			assertThatExceptionOfType(PythonRaised.class)
				.isThrownBy(() -> this.python.run("call('jobs.nothing', queue='strict')"))
				.satisfies((ex) -> {
					assertThat(ex.classes()).startsWith("celery.exceptions.NotRegistered");
					assertThat(ex.text()).contains("jobs.nothing");
				});
		}
	}

	@ParameterizedTest
	@CsvSource({ "value, ValueError, builtins, 'too large, 42'", "type, TypeError, builtins, not a number",
			"key, KeyError, builtins, missing", "own, OutOfStock, fleet, no more apples",
			"celery, ImproperlyConfigured, celery.exceptions, a setting is wrong", "empty, RuntimeError, builtins, ''",
			"unicode, ValueError, builtins, caf\u00e9 \ud83c\udf4e" })
	void javaCatchesWhatPythonRaises(String kind, String type, String module, String message) {
		AsyncResult<Object> broken = this.fleet.tasks().submit(Signature.of("fleet.fail", Object.class, kind));

		TaskFailedException failure = failure(broken);
		assertThat(failure.taskId()).isEqualTo(broken.id());
		assertThat(failure.remoteType()).isEqualTo(type);
		assertThat(failure.remoteModule()).isEqualTo(module);
		assertThat(failure.remoteMessage()).isEqualTo(message);
		assertThat(failure.traceback()).contains("fleet.py", "in fail");
		assertThat(broken.failed()).isTrue();
	}

	@Test
	void wrongArgumentsOfAPythonTaskAreATypeError() {
		TaskFailedException failure = failure(this.fleet.tasks().submit(Signature.of("fleet.add", Object.class, 1)));

		assertThat(failure.remoteType()).isEqualTo("TypeError");
		assertThat(failure.remoteMessage()).contains("missing 1 required positional argument: 'y'");
	}

	@Test
	void anUnknownPythonTaskIsNotRegistered() {
		TaskFailedException failure = failure(this.fleet.tasks().submit(Signature.of("fleet.nothing", Object.class)));

		assertThat(failure.remoteModule()).isEqualTo("celery.exceptions");
		assertThat(failure.remoteType()).isEqualTo("NotRegistered");
		assertThat(failure.remoteMessage()).contains("fleet.nothing");
	}

	private static TaskFailedException failure(AsyncResult<?> result) {
		@Nullable TaskFailedException[] caught = new TaskFailedException[1];
		assertThatExceptionOfType(TaskFailedException.class).isThrownBy(() -> result.get(LIMIT))
			.satisfies((ex) -> caught[0] = ex);
		return Objects.requireNonNull(caught[0]);
	}

}
