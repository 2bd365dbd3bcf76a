package io.taskqueue.autoconfigure;

import org.springframework.beans.factory.ObjectProvider;

/**
 * Chooses among the connection factories of an application.
 */
final class ConnectionFactories {

	private ConnectionFactories() {
	}

	static <T> T choose(Class<T> type, ObjectProvider<T> dedicated, ObjectProvider<T> application) {
		T chosen = dedicated.getIfUnique(application::getIfUnique);
		if (chosen == null) {
			throw new UnmetRequirementException(
					"There are several beans of type " + type.getName() + ", and none is the task queue's.",
					"Mark the one to use with @TaskQueueConnectionFactory, or with @Primary.");
		}
		return chosen;
	}

}
