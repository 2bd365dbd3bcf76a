package io.taskqueue.sample;

import java.math.BigDecimal;

/**
 * An order as a customer places it.
 *
 * @param customer the customer's e-mail address
 * @param product what was ordered
 * @param total the price
 */
record Order(String customer, String product, BigDecimal total) {

}
