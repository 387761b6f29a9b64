package crm.display.picture;

import crm.display.Panel;
import crm.display.frame.Frame;
import crm.transition.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A panel that is a PNG file. The file is replaced as a whole, so that whoever looks never sees half a picture.
 *
 * @param file the picture; its directory is made if it is not there
 */
public record PicturePanel(Path file) implements Panel {

    @Override
    public Outcome draw(Frame frame) {
        try {
            Path directory = file.toAbsolutePath().getParent();
            if (directory == null) {
                return new Outcome.Failed(file + " cannot be a picture file");
            }
            Files.createDirectories(directory);
            Path fresh = directory.resolve("." + file.getFileName() + ".new");
            Files.write(fresh, PanelPicture.png(frame));
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return new Outcome.Succeeded("drawn to " + file);
        } catch (IOException broken) {
            return new Outcome.Failed("cannot write " + file + ": " + broken.getMessage());
        }
    }
}
