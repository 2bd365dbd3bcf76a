package io.taskqueue.autoconfigure;

import java.net.InetAddress;
import java.net.UnknownHostException;

import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * How this process is called among workers and publishers.
 *
 * @param application the application's name
 * @param host the host's name
 */
record NodeName(String application, String host) {

	static NodeName of(Environment environment) {
		String application = environment.getProperty("spring.application.name");
		return new NodeName(StringUtils.hasText(application) ? application : "application", localHost());
	}

	/**
	 * The name of a worker.
	 * @return such as {@code shop@host}
	 */
	String name() {
		return this.application.strip().replaceAll("\\s+", "-") + '@' + this.host;
	}

	/**
	 * The name of a publisher (protocol reference 2.1).
	 * @return such as {@code gen4711@host}
	 */
	String origin() {
		return "gen" + ProcessHandle.current().pid() + '@' + this.host;
	}

	private static String localHost() {
		try {
			return InetAddress.getLocalHost().getHostName();
		}
		catch (UnknownHostException ex) {
			// The host has no name that it knows itself; any name is better than no
			// worker
			return "localhost";
		}
	}

}
