package io.taskqueue.sample;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import javax.imageio.ImageIO;

import org.springframework.stereotype.Component;

import io.taskqueue.Task;

/**
 * Makes thumbnails. The photo travels inside the message, so any worker can take it.
 */
@Component
class Images {

	@Task
	List<Thumbnail> thumbnail(byte[] photo, List<Integer> widths) throws IOException {
		BufferedImage image = ImageIO.read(new ByteArrayInputStream(photo));
		if (image == null) {
			throw new IllegalArgumentException("This is not an image: use PNG, JPEG, GIF or BMP");
		}
		List<Thumbnail> thumbnails = new ArrayList<>();
		for (int width : widths) {
			thumbnails.add(resize(image, width));
		}
		return thumbnails;
	}

	private static Thumbnail resize(BufferedImage image, int width) throws IOException {
		int height = Math.max(1, Math.round(image.getHeight() * width / (float) image.getWidth()));
		BufferedImage resized = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
		Graphics2D graphics = resized.createGraphics();
		graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
		graphics.drawImage(image, 0, 0, width, height, null);
		graphics.dispose();
		ByteArrayOutputStream png = new ByteArrayOutputStream();
		ImageIO.write(resized, "png", png);
		return new Thumbnail(width, height, png.toByteArray());
	}

	record Thumbnail(int width, int height, byte[] png) {
	}

}
