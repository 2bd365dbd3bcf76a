/**
 * The broker on RabbitMQ: own channels on two own connections, made from the settings of
 * Spring AMQP's connection factory.
 */
@NullMarked
package io.taskqueue.rabbitmq;

import org.jspecify.annotations.NullMarked;
