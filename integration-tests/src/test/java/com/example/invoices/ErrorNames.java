package com.example.invoices;

import java.util.ConcurrentModificationException;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.taskqueue.result.ErrorMapping;

@Configuration(proxyBeanMethods = false)
public class ErrorNames {

	@Bean
	ErrorMapping errorMapping() {
		return ErrorMapping.standard().with(ConcurrentModificationException.class, "builtins", "RuntimeError");
	}

}
