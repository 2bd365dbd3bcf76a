package io.taskqueue.it.python;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;
import static org.awaitility.Awaitility.await;

/**
 * A Celery client calls tasks in Java, with every option that reaches a worker.
 */
@ExtendWith(FleetExtension.class)
class PythonCallsJavaIT {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private final Fleet fleet;

	private final PythonClient python;

	PythonCallsJavaIT(Fleet fleet) {
		this.fleet = fleet;
		this.python = fleet.python();
	}

	@ParameterizedTest
	@ValueSource(strings = { "call('jobs.add', 2, 3)", "signature('jobs.add', app=app).delay(2, 3).get(timeout=20)",
			"call('jobs.add', 2, kwargs={'y': 3})", "call('jobs.add', kwargs={'x': 2, 'y': 3})",
			"call('jobs.add', 2, 3, serializer='json')", "call('jobs.add', 2, 3, compression='zlib')",
			"call('jobs.add', 2, 3, time_limit=10, soft_time_limit=5.5)", "call('jobs.add', 2, 3, expires=60)",
			"call('jobs.add', 2, 3, expires=datetime.now(timezone.utc) + timedelta(hours=1))",
			"call('jobs.add', 2, 3, eta=datetime.now(timezone.utc) - timedelta(hours=1))",
			"call('jobs.add', 2, 3, eta=datetime.now(timezone(timedelta(hours=5, minutes=30))))",
			"call('jobs.add', 2, 3, queue='java-quorum')", "call('jobs.add', 2, 3, shadow='shown.as')",
			"call('jobs.add', 2, 3, exchange='java', routing_key='java')", "call('jobs.add', 2, 3, delivery_mode=1)",
			"call('jobs.add', 2, 3, reply_to='nobody')", "call('jobs.add', 2, 3, retries=2)" })
	void calls(String code) {
		assertThat(this.python.run(code)).isEqualTo(5);
	}

	@Test
	void aMissingOptionalArgumentIsNull() {
		assertThat(this.python.run("call('jobs.greet', 'Ada')")).isEqualTo("Hello, Ada!");
		assertThat(this.python.run("call('jobs.greet', 'Ada', kwargs={'greeting': 'Hi'})")).isEqualTo("Hi, Ada!");
	}

	@Test
	void theTaskSeesIdAndCustomHeaders() {
		Object seen = this.python.run("call('jobs.context', task_id='py-context-1', headers={'tenant': 'acme', "
				+ "'level': 3, 'ratio': 0.5, 'urgent': True, 'nothing': None, 'tags': ['a', {'b': 1}]}, shadow='s')");

		assertThat(seen).asInstanceOf(MAP)
			.containsEntry("id", "py-context-1")
			.containsEntry("rootId", "py-context-1")
			.containsEntry("parentId", null)
			.containsEntry("queue", "java")
			.extractingByKey("headers", MAP)
			.containsEntry("tenant", "acme")
			.containsEntry("level", 3)
			.containsEntry("ratio", 0.5)
			.containsEntry("urgent", true)
			.containsEntry("nothing", null)
			.containsEntry("tags", List.of("a", Map.of("b", 1)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "countdown=2", "eta=datetime.now(timezone.utc) + timedelta(seconds=2)",
			"eta=datetime.now(timezone(timedelta(hours=-8))) + timedelta(seconds=2)",
			"countdown=2, queue='java-quorum'" })
	void runsNoEarlierThanItIsDue(String option) {
		assertThat((Double) this.python.run("begin = time.time()\ncall('jobs.now', " + option + ") - begin"))
			.isBetween(2.0, 10.0);
	}

	@Test
	void whatIsNotDueHoldsNoSlotAndWaitsInTheBroker() {
		this.python.run("waiting = [send('jobs.now', countdown=5) for i in range(40)]");

		await().atMost(Duration.ofSeconds(4)).untilAsserted(() -> {
			assertThat(this.python.run("call('jobs.add', 1, 1)")).isEqualTo(2);
			assertThat(this.fleet.javaWorker().status().reserved()).isZero();
			assertThat(this.fleet.javaWorker().status().active()).isZero();
		});
		assertThat(this.python.run("sum(each.ready() for each in waiting)")).isEqualTo(0);
		assertThat(this.python.run("sum(each.get(timeout=20) > 0 for each in waiting)")).isEqualTo(40);
	}

	@ParameterizedTest
	@ValueSource(strings = { "expires=datetime.now(timezone.utc) - timedelta(seconds=1)", "countdown=2, expires=1" })
	void whatHasExpiredIsRevoked(String option) {
		assertThatExceptionOfType(PythonRaised.class)
			.isThrownBy(() -> this.python
				.run("late = send('jobs.mark', ['expired'], " + option + ")\n" + "late.get(timeout=20)"))
			.satisfies((ex) -> {
				assertThat(ex.classes()).startsWith("celery.exceptions.TaskRevokedError");
				assertThat(ex.text()).isEqualTo("expired");
			});
		assertThat(this.python.run("late.state")).isEqualTo("REVOKED");
		assertThat(this.fleet.jobs().marks()).doesNotContain("expired");
	}

	@Test
	void anIgnoredResultIsNotStored() {
		this.python.run("ignored = send('jobs.mark', ['ignored'], ignore_result=True)");

		await().atMost(LIMIT).untilAsserted(() -> assertThat(this.fleet.jobs().marks()).contains("ignored"));
		assertThat(this.python.run("call('jobs.add', 1, 1)\nignored.state")).isEqualTo("PENDING");
	}

	@Test
	void pythonSeesARetryAndItsReason() {
		this.python.run("again = send('jobs.secondTry')");

		await().atMost(LIMIT).untilAsserted(() -> assertThat(this.python.run("again.state")).isEqualTo("RETRY"));
		assertThat(this.python.run("[type(again.result).__name__, str(again.result)]"))
			.isEqualTo(List.of("IllegalStateException", "the first try fails"));
		assertThat(this.python.run("again.get(timeout=20)")).isEqualTo(1);
	}

	@Test
	void higherPrioritiesRunFirst() {
		this.python.run("[send('jobs.mark', [f'urgent-{p}'], queue='urgent', priority=p) for p in (1, 9, 5, 0)]");

		try (ConfigurableApplicationContext worker = this.fleet.javaWorker(Map.of("taskqueue.worker.queues", "urgent",
				"taskqueue.worker.concurrency", "1", "taskqueue.worker.prefetch", "1"))) {
			await().atMost(LIMIT)
				.untilAsserted(() -> assertThat(worker.getBean(Jobs.class).marks()).containsExactly("urgent-9",
						"urgent-5", "urgent-1", "urgent-0"));
		}
	}

	@Test
	void callbacksRunInBothLanguages() {
		Object results = this.python.run("""
				linked = send('jobs.add', (2, 3), link=[
				    signature('fleet.mul', (10,), queue='python', task_id=str(uuid.uuid4())),
				    signature('jobs.mul', (100,), queue='java', task_id=str(uuid.uuid4()))])
				first = linked.get(timeout=20)
				[first, sorted(child.get(timeout=20) for child in linked.children)]
				""");

		assertThat(results).isEqualTo(List.of(5, List.of(50, 500)));
	}

	@Test
	void errbacksRunInBothLanguages() {
		this.python.run("""
				broken = send('jobs.fail', ('argument',), link_error=[
				    signature('fleet.failed', queue='python'), signature('jobs.failed', queue='java')])
				""");
		String id = (String) this.python.run("broken.id");

		await().atMost(LIMIT).untilAsserted(() -> {
			assertThat(this.python.run("app.AsyncResult('errback-of-' + broken.id).result")).isEqualTo(id);
			assertThat(this.fleet.jobs().marks()).contains("failed " + id);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = {
			"chain(fleet.add.s(2, 3), signature('jobs.mul', (10,), queue='java', app=app), fleet.add.s(1))",
			"chain(signature('jobs.add', (2, 3), app=app), fleet.mul.s(10), signature('jobs.add', (1,), queue='java', app=app))",
			"chain(signature('jobs.add', (2, 3), app=app), signature('jobs.mul', (10,), app=app), signature('jobs.add', (1,), app=app))",
			"chain(signature('jobs.add', (2, 3), app=app), fleet.mul.s(10), fleet.add.si(50, 1))" })
	void chainsCrossLanguages(String chain) {
		assertThat(this.python.run(chain + ".apply_async(countdown=0).get(timeout=20)")).isEqualTo(51);
	}

	@Test
	void theFailureOfAStepInJavaFailsTheRestOfTheChain() {
		assertThatExceptionOfType(PythonRaised.class).isThrownBy(() -> this.python.run("""
				chain(fleet.same.s('argument'), signature('jobs.fail', queue='java', app=app),
				      fleet.add.s(1)).apply_async().get(timeout=20)
				""")).satisfies((ex) -> assertThat(ex.classes()).startsWith("builtins.ValueError"));
	}

	@Test
	void protocolOfCelery3IsUnderstood() {
		this.python.run("""
				old = Celery('old', broker=app.conf.broker_url, backend=app.conf.result_backend, task_protocol=1,
				             task_queues=app.conf.task_queues, task_routes=app.conf.task_routes)
				def ask(name, *args, **options):
				    return old.send_task(name, args, **options).get(timeout=20)
				""");

		assertThat(this.python.run("ask('jobs.add', 2, 3)")).isEqualTo(5);
		assertThat(this.python.run("ask('jobs.add', 2, kwargs={'y': 3}, compression='zlib')")).isEqualTo(5);
		assertThat((Double) this.python.run("begin = time.time()\nask('jobs.now', countdown=2) - begin")).isBetween(2.0,
				10.0);
		assertThat(this.python.run("""
				chain(signature('jobs.add', (2, 3), app=old), signature('jobs.mul', (10,), app=old, queue='java'),
				      signature('fleet.add', (1,), app=old, queue='python')).apply_async().get(timeout=20)
				""")).isEqualTo(51);
		assertThatExceptionOfType(PythonRaised.class).isThrownBy(() -> this.python.run("ask('jobs.fail', 'key')"))
			.satisfies((ex) -> assertThat(ex.classes()).startsWith("builtins.KeyError"));
	}

	@Test
	void twoThousandCallsAreAllAnswered() {
		assertThat(this.python.run("""
				pending = [send('jobs.add', (i, 1)) for i in range(2000)]
				[each.get(timeout=50) for each in pending] == [i + 1 for i in range(2000)]
				""")).isEqualTo(true);
	}

}
