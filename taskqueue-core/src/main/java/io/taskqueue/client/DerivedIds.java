package io.taskqueue.client;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * Ids that are a function of where they come from, so that publishing a consequence again
 * gives it the same id and the repeat is recognised. They are UUIDs of version 5 (RFC
 * 4122, section 4.3).
 *
 * @since 0.1.0
 */
public final class DerivedIds {

	// Made up once; it keeps our names apart from those of others
	private static final UUID NAMESPACE = UUID.fromString("6a1f1cb5-0c0d-4f0e-9c5b-5d1f7d3c2b8e");

	private DerivedIds() {
	}

	/**
	 * The id of a task or group that another task causes.
	 * @param parentId the id of the task that causes it
	 * @param kind what it is to the parent, such as {@code link}
	 * @param position its position among those of its kind
	 * @return the id, always the same for the same parameters
	 */
	public static String derive(String parentId, String kind, int position) {
		return version5(NAMESPACE, parentId + '\n' + kind + '\n' + position).toString();
	}

	static UUID version5(UUID namespace, String name) {
		byte[] text = name.getBytes(StandardCharsets.UTF_8);
		ByteBuffer input = ByteBuffer.allocate(16 + text.length)
			.putLong(namespace.getMostSignificantBits())
			.putLong(namespace.getLeastSignificantBits())
			.put(text);
		ByteBuffer hash = ByteBuffer.wrap(sha1(input.array()));
		long high = (hash.getLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x5000L;
		long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
		return new UUID(high, low);
	}

	private static byte[] sha1(byte[] input) {
		try {
			return MessageDigest.getInstance("SHA-1").digest(input);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-1", ex);
		}
	}

}
