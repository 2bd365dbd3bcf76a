package io.taskqueue.worker;

import org.jspecify.annotations.Nullable;

/**
 * Guards the time in which a thread runs a task's own code: an interrupt reaches the
 * thread only between entry and exit, and none is left behind for the next task.
 */
final class UserCode {

	private @Nullable Thread thread;

	private boolean interrupted;

	synchronized void enter() {
		Thread.interrupted();
		this.thread = Thread.currentThread();
		if (this.interrupted) {
			this.thread.interrupt();
		}
	}

	synchronized void exit() {
		this.thread = null;
		Thread.interrupted();
	}

	/**
	 * Interrupt the code now, or as soon as it is entered. Without effect after it was
	 * left.
	 */
	synchronized void interrupt() {
		this.interrupted = true;
		if (this.thread != null) {
			this.thread.interrupt();
		}
	}

	synchronized boolean interrupted() {
		return this.interrupted;
	}

	synchronized boolean runsHere() {
		return this.thread == Thread.currentThread();
	}

}
