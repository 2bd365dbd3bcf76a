package io.taskqueue.worker;

import java.util.ArrayList;
import java.util.List;

/**
 * What happened to the broker and the store, in order.
 */
final class Journal {

	private final List<String> entries = new ArrayList<>();

	synchronized void add(String entry) {
		this.entries.add(entry);
	}

	synchronized List<String> entries() {
		return List.copyOf(this.entries);
	}

	synchronized void clear() {
		this.entries.clear();
	}

}
