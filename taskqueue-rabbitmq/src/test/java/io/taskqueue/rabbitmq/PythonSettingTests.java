package io.taskqueue.rabbitmq;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PythonSettingTests {

	@Test
	void settingDeclaresTheQueueAsItWasCreated() {
		assertThat(PythonSetting.of("tasks", Map.of("x-queue-type", "quorum", "x-max-length", 5)))
			.isEqualTo("task_queues = [Queue('tasks', Exchange('tasks', type='direct'), routing_key='tasks', "
					+ "queue_arguments={'x-max-length': 5, 'x-queue-type': 'quorum'})]");
	}

	@Test
	void literalsArePythons() {
		assertThat(PythonSetting.of("it's", Map.of("x-single-active-consumer", true))).contains("'it\\'s'")
			.contains("{'x-single-active-consumer': True}");
	}

}
