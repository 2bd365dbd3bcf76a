package com.example.invoices;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.taskqueue.Task;

@Component
public class Prices {

	@Task(name = "shop.price")
	public int price(String sku, @Nullable Integer quantity) {
		int number = (quantity != null) ? quantity : 1;
		if (number < 1) {
			throw new IllegalArgumentException("quantity must be positive");
		}
		return sku.length() * number;
	}

}
