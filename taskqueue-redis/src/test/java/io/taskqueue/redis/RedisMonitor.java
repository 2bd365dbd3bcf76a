package io.taskqueue.redis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.taskqueue.contract.server.RedisServer;

/**
 * Sees the commands that Redis executes.
 */
final class RedisMonitor implements AutoCloseable {

	private static final Pattern WORD = Pattern.compile("\"((?:[^\"\\\\]++|\\\\.)*+)\"");

	private static final Pattern ESCAPE = Pattern.compile("\\\\(x[0-9a-f]{2}|.)");

	private final Socket socket;

	private final BufferedReader reader;

	private final RedisSetup setup;

	private RedisMonitor(Socket socket, RedisSetup setup) throws IOException {
		this.socket = socket;
		this.setup = setup;
		this.reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
	}

	static RedisMonitor of(RedisServer server, RedisSetup setup) throws IOException {
		RedisMonitor monitor = new RedisMonitor(new Socket(server.host(), server.port()), setup);
		monitor.socket.setSoTimeout(10_000);
		monitor.socket.getOutputStream().write("MONITOR\r\n".getBytes(StandardCharsets.US_ASCII));
		monitor.reader.readLine();
		return monitor;
	}

	/**
	 * The commands SETEX and PUBLISH so far.
	 */
	List<List<String>> written() throws IOException {
		String end = UUID.randomUUID().toString();
		this.setup.redis().echo(end);
		List<List<String>> commands = new ArrayList<>();
		for (String line = this.reader.readLine(); !line.contains(end); line = this.reader.readLine()) {
			List<String> words = words(line);
			if (words.get(0).equals("SETEX") || words.get(0).equals("PUBLISH")) {
				commands.add(words);
			}
		}
		return commands;
	}

	private static List<String> words(String line) {
		return WORD.matcher(line).results().map((word) -> unescape(word.group(1))).toList();
	}

	private static String unescape(String word) {
		String bytes = ESCAPE.matcher(word).replaceAll((escape) -> Matcher.quoteReplacement(switch (escape.group(1)) {
			case "n" -> "\n";
			case "r" -> "\r";
			case "t" -> "\t";
			default -> (escape.group(1).length() == 1) ? escape.group(1)
					: String.valueOf((char) Integer.parseInt(escape.group(1).substring(1), 16));
		}));
		return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
