package io.taskqueue.test.app;

import org.springframework.stereotype.Component;

/**
 * A component without tasks, which the slice leaves out.
 */
@Component
public class Clock {

}
