package io.taskqueue.it.python;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.example.invoices.ErrorNames;
import com.example.invoices.Invoices;
import com.example.invoices.Prices;
import com.example.invoices.Shop;
import com.example.invoices.Warehouse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

import io.taskqueue.spring.ImportRemoteTasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The samples of the guide to Python, run as they stand there.
 */
@ExtendWith(FleetExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
class GuideIT {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private final Fleet fleet;

	private final PythonClient python;

	private ConfigurableApplicationContext invoices;

	private PythonWorker shop;

	GuideIT(Fleet fleet) {
		this.fleet = fleet;
		this.python = fleet.python();
	}

	@BeforeAll
	void join() {
		this.invoices = this.fleet.application(Application.class, Map.of("spring.config.location",
				"classpath:/guide/joining.yml", "spring.application.name", "invoices"));
		this.shop = this.fleet.pythonWorker("shop", "shop@fleet", "celery");
		this.python
			.run("import shop, shop_calls, shop_stock\nshop_lines = [{'sku': 'apple', 'price': 5, 'quantity': 2}]");
	}

	@AfterAll
	void leave() {
		this.invoices.close();
		this.shop.close();
	}

	@Test
	void pythonCallsJava() {
		assertThat(this.python.run("shop_calls.total(shop_lines)")).isEqualTo(10);
	}

	@Test
	void pythonCallsJavaLater() {
		assertThat(this.python.run("shop_calls.remind('Ada').get(timeout=20)")).isEqualTo("reminded Ada");
	}

	@Test
	void pythonCatchesWhatJavaThrows() {
		assertThat(this.python.run("shop_calls.safe_total([])")).isEqualTo("an invoice has at least one line");
	}

	@Test
	void pythonCatchesExceptionsThatWereNamedForIt() {
		assertThat(this.python.run("shop_stock.reserve('plum')")).isEqualTo("plum");
		assertThat(this.python.run("shop_stock.reserve('apple')")).isEqualTo("not reserved: no more apples");
		assertThatExceptionOfType(PythonRaised.class).isThrownBy(() -> this.python.run("shop_stock.reserve('pear')"))
			.withMessage("builtins.RuntimeError: taken by somebody else");
	}

	@Test
	void aChainCrossesLanguages() {
		assertThat(this.python.run("priced = shop_calls.price_with_tax('apple')\n"
				+ "[priced.parent.get(timeout=20), priced.get(timeout=20)]"))
			.isEqualTo(List.of("12.50", 1));
	}

	@Test
	void javaCallsPython() {
		assertThat(this.invoices.getBean(Shop.class).price("apple", 3).get(LIMIT)).isEqualTo(15);
	}

	@Test
	void aMigratedTaskAnswersAsItDidInPython() {
		try (ConfigurableApplicationContext prices = this.fleet.application(PricesApplication.class,
				Map.of("taskqueue.default-queue", "prices", "taskqueue.queues.prices.type", "classic"))) {
			assertThat(prices.isRunning()).isTrue();
			for (String queue : List.of("celery", "prices")) {
				assertThat(this.python.run("shop.price.apply_async(('apple',), queue='" + queue + "').get(timeout=20)"))
					.isEqualTo(5);
				assertThat(this.python
					.run("shop.price.apply_async(('apple',), {'quantity': 3}, queue='" + queue + "').get(timeout=20)"))
					.isEqualTo(15);
				assertThatExceptionOfType(PythonRaised.class)
					.isThrownBy(() -> this.python
						.run("shop.price.apply_async(('apple', 0), queue='" + queue + "').get(timeout=20)"))
					.withMessage("builtins.ValueError: quantity must be positive");
			}
		}
	}

	@EnableAutoConfiguration
	@ImportRemoteTasks(Shop.class)
	@Import({ Invoices.class, Warehouse.class, ErrorNames.class })
	static class Application {

	}

	@EnableAutoConfiguration
	@Import(Prices.class)
	static class PricesApplication {

	}

}
