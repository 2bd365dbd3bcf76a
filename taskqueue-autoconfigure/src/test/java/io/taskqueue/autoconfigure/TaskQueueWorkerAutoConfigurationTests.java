package io.taskqueue.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.taskqueue.AsyncResult;
import io.taskqueue.Task;
import io.taskqueue.TaskClient;
import io.taskqueue.TaskFailedException;
import io.taskqueue.result.ErrorMapping;
import io.taskqueue.spring.TaskWorkerLifecycle;
import io.taskqueue.spring.VirtualTaskThreads;
import io.taskqueue.worker.TaskThreads;
import io.taskqueue.worker.TaskWorker;
import io.taskqueue.worker.WorkerOptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ExtendWith(OutputCaptureExtension.class)
class TaskQueueWorkerAutoConfigurationTests {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(LifecycleAutoConfiguration.class, TaskQueueMemoryAutoConfiguration.class,
						TaskQueueAutoConfiguration.class, TaskQueueWorkerAutoConfiguration.class))
		.withPropertyValues("taskqueue.broker=memory");

	@AfterEach
	void leavesNoThread() {
		await(() -> assertThat(threads()).isEmpty());
	}

	@Test
	void workerStartsWithTheApplication() {
		this.contextRunner.run((context) -> assertThat(context.getBean(TaskWorker.class).status().running()).isTrue());
	}

	@Test
	void workerKeepsTheJvmRunning() {
		this.contextRunner.run((context) -> assertThat(Thread.getAllStackTraces().keySet())
			.filteredOn((thread) -> thread.getName().startsWith("taskqueue-"))
			.anyMatch((thread) -> !thread.isDaemon()));
	}

	@Test
	void workerMayBeLeftOut() {
		this.contextRunner.withPropertyValues("taskqueue.worker.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(TaskWorker.class)
				.doesNotHaveBean(TaskWorkerLifecycle.class)
				.hasSingleBean(TaskClient.class));
	}

	@Test
	void workerMayWaitToBeStarted() {
		this.contextRunner.withPropertyValues("taskqueue.worker.auto-startup=false").run((context) -> {
			TaskWorkerLifecycle lifecycle = context.getBean(TaskWorkerLifecycle.class);
			assertThat(lifecycle.isRunning()).isFalse();

			lifecycle.start();

			assertThat(lifecycle.isRunning()).isTrue();
		});
	}

	@Test
	void workerStartsWithLazyInitialization() {
		this.contextRunner
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> assertThat(context.getBeanFactory().containsSingleton("taskQueueWorkerLifecycle"))
				.isTrue());
	}

	@Test
	void workerStopsAndStartsAnyNumberOfTimes() {
		this.contextRunner.withUserConfiguration(Jobs.class).run((context) -> {
			ConfigurableApplicationContext application = context.getSourceApplicationContext();
			for (int i = 0; i < 3; i++) {
				assertThat(context.getBean(TaskClient.class).submit(Jobs::twice, i).get(LIMIT)).isEqualTo(2 * i);
				application.stop();
				assertThat(context.getBean(TaskWorkerLifecycle.class).isRunning()).isFalse();
				await(() -> assertThat(threads()).as("threads of a stopped application").isEmpty());
				application.start();
			}
		});
	}

	@Test
	void runningTaskIsFinishedWhenTheApplicationEnds() {
		Slow slow = new Slow();
		this.contextRunner.withBean(Slow.class, () -> slow).run((context) -> {
			ConfigurableApplicationContext application = context.getSourceApplicationContext();
			AsyncResult<String> result = context.getBean(TaskClient.class).submit(Slow::run);
			slow.running.await();

			CompletableFuture<Void> stop = CompletableFuture.runAsync(application::stop);
			await(() -> assertThat(context.getBean(TaskWorkerLifecycle.class).isRunning()).isFalse());
			assertThat(stop).isNotDone();
			slow.released.countDown();

			assertThat(stop).succeedsWithin(LIMIT);
			assertThat(result.get(LIMIT)).isEqualTo("done");
		});
	}

	@Test
	void consumesDefaultQueueAndThoseOfItsTasks() {
		this.contextRunner.withUserConfiguration(Jobs.class)
			.withPropertyValues("taskqueue.default-queue=celery")
			.run((context) -> assertThat(context.getBean(WorkerOptions.class).queues()).containsExactly("celery",
					"special"));
	}

	@Test
	void consumesNamedQueues() {
		this.contextRunner.withUserConfiguration(Jobs.class)
			.withPropertyValues("taskqueue.worker.queues=a,b")
			.run((context) -> assertThat(context.getBean(WorkerOptions.class).queues()).containsExactly("a", "b"));
	}

	@Test
	void nodeIsNamedAfterTheApplication() {
		this.contextRunner.withPropertyValues("spring.application.name=shop")
			.run((context) -> assertThat(context.getBean(WorkerOptions.class).name()).startsWith("shop@"));
	}

	@Test
	void warnsOfGraceLongerThanSpringWaits(CapturedOutput output) {
		this.contextRunner.withPropertyValues("spring.lifecycle.timeout-per-shutdown-phase=20s")
			.run((context) -> assertThat(output).contains("taskqueue.worker.shutdown-grace is 25s")
				.contains("only 20s (spring.lifecycle.timeout-per-shutdown-phase)"));
	}

	@Test
	void doesNotWarnOfDefaultGrace(CapturedOutput output) {
		this.contextRunner.run((context) -> assertThat(output).doesNotContain("shutdown-grace"));
	}

	@Test
	void tasksRunOnPlatformThreadsByDefault() {
		this.contextRunner.run((context) -> assertThat(context).hasSingleBean(TaskThreads.class)
			.doesNotHaveBean(VirtualTaskThreads.class));
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void tasksRunOnVirtualThreadsWhereEnabled() {
		this.contextRunner.withUserConfiguration(Jobs.class)
			.withPropertyValues("spring.threads.virtual.enabled=true")
			.run((context) -> {
				assertThat(context.getBean(WorkerOptions.class).concurrency()).isEqualTo(100);
				assertThat(context.getBean(TaskClient.class).submit(Jobs::thread).get(LIMIT))
					.startsWith("VirtualThread")
					.contains("taskqueue-worker-");
			});
	}

	@Test
	void failuresAreNamedByTheErrorMappingOfTheApplication() {
		ErrorMapping errors = ErrorMapping.standard().with(IllegalStateException.class, "builtins", "KeyError");
		this.contextRunner.withUserConfiguration(Jobs.class)
			.withBean(ErrorMapping.class, () -> errors)
			.run((context) -> assertThatExceptionOfType(TaskFailedException.class)
				.isThrownBy(() -> context.getBean(TaskClient.class).submit(Jobs::fail).get(LIMIT))
				.satisfies((ex) -> {
					assertThat(ex.remoteModule()).isEqualTo("builtins");
					assertThat(ex.remoteType()).isEqualTo("KeyError");
				}));
	}

	@Test
	void beansOfTheApplicationAreUsed() {
		this.contextRunner.withUserConfiguration(OwnThreads.class)
			.run((context) -> assertThat(context.getBean(TaskThreads.class)).isSameAs(context.getBean("ownThreads")));
	}

	private static void await(ThrowingRunnable assertion) {
		Awaitility.await().atMost(LIMIT).pollInterval(Duration.ofMillis(5)).untilAsserted(assertion);
	}

	private static List<String> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.map(Thread::getName)
			.filter((name) -> name.startsWith("taskqueue-"))
			.toList();
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnThreads {

		@Bean
		TaskThreads ownThreads() {
			return TaskThreads.platform();
		}

	}

	static class Jobs {

		@Task
		int twice(int number) {
			return 2 * number;
		}

		@Task
		void fail() {
			throw new IllegalStateException("on purpose");
		}

		@Task(queue = "special")
		String thread() {
			return Thread.currentThread().toString();
		}

	}

	static class Slow {

		private final CountDownLatch running = new CountDownLatch(1);

		private final CountDownLatch released = new CountDownLatch(1);

		@Task
		String run() throws InterruptedException {
			this.running.countDown();
			this.released.await();
			return "done";
		}

	}

}
