package io.taskqueue.spring.remote;

import io.taskqueue.AsyncResult;
import io.taskqueue.RemoteTasks;

@RemoteTasks(prefix = "billing")
public interface Billing {

	AsyncResult<Invoice> invoice(Order order);

	record Order(String customer) {

	}

	record Invoice(String text) {

	}

}
