package com.example.reports;

import io.taskqueue.Task;

import org.springframework.stereotype.Component;

@Component
public class Reports {

	@Task
	public String build(long customerId) {
		return "report for " + customerId;
	}

}
