package com.example.invoices;

import java.math.BigDecimal;
import java.util.List;

import org.springframework.stereotype.Component;

import io.taskqueue.Task;

@Component
public class Invoices {

	@Task
	public int total(List<Line> lines) {
		if (lines.isEmpty()) {
			throw new IllegalArgumentException("an invoice has at least one line");
		}
		return lines.stream().mapToInt((line) -> line.price() * line.quantity()).sum();
	}

	@Task
	public String remind(String customer) {
		return "reminded " + customer;
	}

	@Task
	public BigDecimal addTax(int amount) {
		return BigDecimal.valueOf(amount).multiply(new BigDecimal("1.25"));
	}

	public record Line(String sku, int price, int quantity) {

	}

}
