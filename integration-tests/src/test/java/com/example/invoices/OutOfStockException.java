package com.example.invoices;

import io.taskqueue.result.PythonException;

@SuppressWarnings("serial")
@PythonException(module = "shop_stock", type = "OutOfStock")
public class OutOfStockException extends RuntimeException {

	public OutOfStockException(String message) {
		super(message);
	}

}
