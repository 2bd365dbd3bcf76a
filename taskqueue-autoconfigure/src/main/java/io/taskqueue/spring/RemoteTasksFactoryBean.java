package io.taskqueue.spring;

import org.springframework.beans.factory.FactoryBean;

import io.taskqueue.TaskClient;
import io.taskqueue.client.RemoteTasksProxy;

/**
 * Makes the bean of a {@link io.taskqueue.RemoteTasks @RemoteTasks} interface.
 *
 * @param <T> the interface
 */
class RemoteTasksFactoryBean<T> implements FactoryBean<T> {

	private final Class<T> type;

	private final T tasks;

	RemoteTasksFactoryBean(Class<T> type, TaskClient client) {
		this.type = type;
		this.tasks = RemoteTasksProxy.create(type, client);
	}

	@Override
	public T getObject() {
		return this.tasks;
	}

	@Override
	public Class<T> getObjectType() {
		return this.type;
	}

}
