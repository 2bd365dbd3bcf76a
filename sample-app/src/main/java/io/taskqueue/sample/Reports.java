package io.taskqueue.sample;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.springframework.stereotype.Component;

import io.taskqueue.Task;

/**
 * Adds up sales from CSV text with the columns {@code date,product,quantity,price}.
 */
@Component
class Reports {

	@Task
	SalesReport sales(String csv) {
		List<String> lines = csv.lines().toList();
		Map<String, BigDecimal> revenue = new TreeMap<>();
		int sales = 0;
		for (int number = 2; number <= lines.size(); number++) {
			String line = lines.get(number - 1);
			if (!line.isBlank()) {
				Sale sale = Sale.parse(number, line);
				revenue.merge(sale.product(), sale.revenue(), BigDecimal::add);
				sales++;
			}
		}
		return new SalesReport(sales, revenue.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add), revenue);
	}

	record SalesReport(int sales, BigDecimal total, Map<String, BigDecimal> revenueByProduct) {
	}

	private record Sale(String product, BigDecimal revenue) {

		static Sale parse(int number, String line) {
			String[] columns = line.split(",", -1);
			if (columns.length != 4) {
				throw new IllegalArgumentException("Line " + number + " has " + columns.length
						+ " columns instead of 4 (date,product,quantity,price)");
			}
			return new Sale(columns[1].trim(),
					decimal(number, "quantity", columns[2]).multiply(decimal(number, "price", columns[3])));
		}

		private static BigDecimal decimal(int number, String column, String text) {
			try {
				return new BigDecimal(text.trim());
			}
			catch (NumberFormatException ex) {
				throw new IllegalArgumentException(
						"Line " + number + ": the " + column + " '" + text.trim() + "' is not a number", ex);
			}
		}

	}

}
