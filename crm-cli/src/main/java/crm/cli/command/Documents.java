package crm.cli.command;

import crm.control.Reply;
import crm.formats.simulate.Story;
import crm.formats.status.AnswerJson;
import crm.formats.status.AnswerXml;
import crm.formats.status.StoryDocument;
import crm.formats.status.Verdict;

/** Answers for programs. Apart from the other classes, so that Jackson is loaded only when it is needed. */
final class Documents {

    private Documents() {}

    static String json(Reply reply, ExitCode code) {
        return AnswerJson.of(reply, verdict(code));
    }

    static String xml(Reply reply, ExitCode code, String command) {
        return AnswerXml.of(reply, verdict(code), "crm " + command);
    }

    static String json(Story story) {
        return StoryDocument.json(story, verdict(ExitCode.OK));
    }

    static String xml(Story story) {
        return StoryDocument.xml(story, verdict(ExitCode.OK));
    }

    private static Verdict verdict(ExitCode code) {
        return new Verdict(code.code(), code.text());
    }
}
