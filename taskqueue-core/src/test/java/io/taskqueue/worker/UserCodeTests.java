package io.taskqueue.worker;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class UserCodeTests {

	private final UserCode code = new UserCode();

	@AfterEach
	void clear() {
		Thread.interrupted();
	}

	@Test
	void interruptsBetweenEntryAndExit() {
		this.code.enter();

		this.code.interrupt();

		assertThat(Thread.currentThread().isInterrupted()).isTrue();
		assertThat(this.code.interrupted()).isTrue();
	}

	@Test
	void takesTheInterruptAwayAtTheExit() {
		this.code.enter();
		this.code.interrupt();

		this.code.exit();

		assertThat(Thread.currentThread().isInterrupted()).isFalse();
	}

	@Test
	void doesNotInterruptAfterTheExit() {
		this.code.enter();
		this.code.exit();

		this.code.interrupt();

		assertThat(Thread.currentThread().isInterrupted()).isFalse();
	}

	@Test
	void interruptsAtTheEntryWhenItWasAskedForBefore() {
		this.code.interrupt();
		assertThat(Thread.currentThread().isInterrupted()).isFalse();

		this.code.enter();

		assertThat(Thread.currentThread().isInterrupted()).isTrue();
	}

	@Test
	void dropsAnInterruptThatSomebodyElseLeft() {
		Thread.currentThread().interrupt();

		this.code.enter();

		assertThat(Thread.currentThread().isInterrupted()).isFalse();
	}

	@Test
	void runsHereOnlyBetweenEntryAndExit() {
		assertThat(this.code.runsHere()).isFalse();
		this.code.enter();
		assertThat(this.code.runsHere()).isTrue();
		this.code.exit();
		assertThat(this.code.runsHere()).isFalse();
	}

}
