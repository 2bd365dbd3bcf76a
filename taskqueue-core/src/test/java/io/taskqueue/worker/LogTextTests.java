package io.taskqueue.worker;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LogTextTests {

	@Test
	void leavesHarmlessTextAlone() {
		String text = "reports.build über 日本";

		assertThat(LogText.of(text)).isSameAs(text);
	}

	@Test
	void replacesWhatBreaksALineOrSteersATerminal() {
		assertThat(LogText.of("a\r\nINFO forged\u001b[31m\u0085b")).isEqualTo("a??INFO forged?[31m?b");
	}

	@Test
	void requestsAndJobsShowNameAndIdOnly() {
		Request request = Request.of(new TestDelivery(TestMessages.task("id\n1", "sums.add", "secret")),
				TestMessages.CODEC.headers(TestMessages.task("id\n1", "sums.add", "secret")));

		assertThat(request).hasToString("sums.add[id?1]");
	}

}
