package com.example.invoices;

import io.taskqueue.AsyncResult;
import io.taskqueue.RemoteTasks;
import io.taskqueue.Task;

@RemoteTasks
public interface Shop {

	@Task(name = "shop.price")
	AsyncResult<Integer> price(String sku, int quantity);

}
