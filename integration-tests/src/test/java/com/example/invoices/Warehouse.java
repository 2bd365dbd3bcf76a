package com.example.invoices;

import java.util.ConcurrentModificationException;

import org.springframework.stereotype.Component;

import io.taskqueue.Task;

@Component
public class Warehouse {

	@Task
	public String reserve(String sku) {
		switch (sku) {
			case "apple" -> throw new OutOfStockException("no more apples");
			case "pear" -> throw new ConcurrentModificationException("taken by somebody else");
			default -> {
				return sku;
			}
		}
	}

}
