package com.example.reports;

import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class ReportsApplicationTests {

	@Test
	void buildsAReport(@LocalServerPort int port) {
		String report = RestClient.create("http://localhost:" + port)
			.post()
			.uri("/reports/42")
			.retrieve()
			.body(String.class);

		System.out.println("curl -X POST localhost/reports/42 -> " + report);
		assertThat(report).isEqualTo("report for 42");
	}

}
