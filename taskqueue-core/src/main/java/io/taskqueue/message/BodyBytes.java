package io.taskqueue.message;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Set;
import java.util.zip.InflaterInputStream;

/**
 * Gets the JSON text out of a message: checks the content type and undoes the compression
 * (protocol reference 3.4), never beyond a limit.
 */
final class BodyBytes {

	private static final Set<String> UTF8 = Set.of("utf-8", "utf8", "us-ascii", "ascii", "binary");

	private static final String ZLIB = "application/x-gzip";

	private final int limit;

	BodyBytes(int limit) {
		this.limit = limit;
	}

	byte[] json(Message message) {
		requireJson(message.properties());
		byte[] body = message.body();
		Object compression = message.headers().get("compression");
		if (compression != null && !"".equals(compression)) {
			return inflate(compression, body);
		}
		if (body.length > this.limit) {
			throw tooLarge();
		}
		return body;
	}

	private void requireJson(MessageProperties properties) {
		String type = properties.contentType();
		if (type == null) {
			throw new JsonShapeException("the content type is missing; send application/json");
		}
		if (!type.equals("application/json")) {
			requireJson(type.toLowerCase(Locale.ROOT));
		}
		String encoding = properties.contentEncoding();
		if (encoding != null && !encoding.equals("utf-8") && !UTF8.contains(encoding.toLowerCase(Locale.ROOT))) {
			throw new JsonShapeException(
					"the content encoding '" + JsonProblems.shortened(encoding) + "' is not supported; send utf-8");
		}
	}

	private static void requireJson(String type) {
		int parameters = type.indexOf(';');
		String bare = (parameters < 0) ? type : type.substring(0, parameters);
		if (!bare.strip().equals("application/json")) {
			throw unsupported(type, "application/json");
		}
		int charset = type.indexOf("charset=");
		if (charset > 0 && !UTF8.contains(type.substring(charset + "charset=".length()).replace("\"", "").strip())) {
			throw unsupported(type, "utf-8");
		}
	}

	private static JsonShapeException unsupported(String type, String instead) {
		return new JsonShapeException(
				"the content type '" + JsonProblems.shortened(type) + "' is not supported; send " + instead);
	}

	private byte[] inflate(Object compression, byte[] body) {
		if (!ZLIB.equals(compression)) {
			throw new JsonShapeException(
					"the compression '" + JsonProblems.shortened(compression) + "' is not supported; use zlib");
		}
		try (InputStream plain = new InflaterInputStream(new ByteArrayInputStream(body))) {
			byte[] bytes = plain.readNBytes(this.limit);
			if (plain.read() >= 0) {
				throw tooLarge();
			}
			return bytes;
		}
		catch (IOException ex) {
			throw new JsonShapeException("the body is not compressed with zlib as its header says");
		}
	}

	private JsonShapeException tooLarge() {
		return new JsonShapeException("the body is larger than " + this.limit + " bytes");
	}

}
