package crm.cli.render;

import crm.formats.simulate.ActionChart;
import crm.formats.simulate.ActionChart.Box;
import crm.formats.simulate.Story;
import crm.formats.simulate.Supposition;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A simulation for a person: what changes and why, in which order, and what is where afterwards. */
public record StoryText(Ink ink, ZoneId zone) {

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss z", Locale.ROOT);

    /** @param remark what the person should know of the input */
    public String text(Story story, Optional<String> remark) {
        var page = new Page(ink);
        page.line(ink.bold(sentence(story.supposing()) + " at "
                + MOMENT.withZone(zone).format(story.at()) + "; nothing is done."));
        remark.ifPresent(page::line);
        page.gap();
        if (story.quiet()) {
            page.line("Nothing would change.");
            page.gap();
        }
        for (int i = 0; i < story.chapters().size(); i++) {
            chapter(page, story.chapters().get(i), i);
        }
        story.missed()
                .forEach(operation ->
                        page.line(ink.attention(capital(operation) + " never comes up, so it does not fail.")));
        page.gap();
        afterwards(page, story);
        return page.text();
    }

    /** One sentence without full stop: {@code Supposing that pi1 dies and quorum is lost}. */
    public static String supposing(List<Supposition> suppositions) {
        return sentence(suppositions.stream().map(Supposition::clause).toList());
    }

    private static String sentence(List<String> clauses) {
        return clauses.isEmpty() ? "Simulated" : "Supposing that " + joined(clauses);
    }

    private static String joined(List<String> clauses) {
        return clauses.size() == 1
                ? clauses.getFirst()
                : String.join(", ", clauses.subList(0, clauses.size() - 1)) + " and " + clauses.getLast();
    }

    private void chapter(Page page, Story.Chapter chapter, int number) {
        if (!chapter.changes().isEmpty()) {
            page.section(number == 0 ? "What changes:" : "What changes then:");
            changes(page, chapter.changes());
            page.gap();
        }
        ActionChart chart = chapter.chart();
        if (!chart.boxes().isEmpty()) {
            page.section("In this order:");
            chart.boxes().forEach(box -> page.line(step(box, chart.boxes().size())));
            page.gap();
        }
        if (chart.looks() + chart.watches() > 0
                && (number == 0 || !chart.boxes().isEmpty())) {
            page.line(besides(chart));
            page.gap();
        }
        if (!chapter.failed().isEmpty()) {
            page.line(ink.bad(capital(joined(chapter.failed()))
                    + (chapter.failed().size() == 1 ? " fails" : " fail") + ", and what waits for it is not done."));
            page.gap();
        }
    }

    private void changes(Page page, List<Story.Change> changes) {
        int verbs = width(changes.stream().map(StoryText::verb).toList());
        int names = width(changes.stream().map(Story.Change::what).toList());
        int places = width(changes.stream().map(Story.Change::where).toList());
        for (Story.Change change : changes) {
            String verb = padded(verb(change), verbs);
            String painted =
                    !change.possible() ? ink.bad(verb) : change.verb().equals("fence") ? ink.bad(verb) : ink.bold(verb);
            page.line("  " + painted + "  " + padded(change.what(), names) + "  "
                    + (places == 0 ? "" : padded(change.where(), places) + "  ") + change.why());
        }
    }

    /** What is needed and cannot be done is told as such. */
    private static String verb(Story.Change change) {
        return change.possible() ? change.verb() : "cannot " + change.verb();
    }

    private static String step(Box box, int last) {
        String number =
                String.format(Locale.ROOT, "  %" + Integer.toString(last).length() + "d. ", box.number());
        return number + box.sentence() + after(box.after());
    }

    private static String after(List<Integer> numbers) {
        return numbers.isEmpty()
                ? ""
                : ", after "
                        + joined(numbers.stream().map(n -> Integer.toString(n)).toList());
    }

    private static String besides(ActionChart chart) {
        var parts = new ArrayList<String>();
        if (chart.looks() > 0) {
            parts.add(chart.looks() + (chart.looks() == 1 ? " probe looks" : " probes look")
                    + " what runs where already");
        }
        if (chart.watches() > 0) {
            parts.add(chart.watches() + (chart.watches() == 1 ? " recurring check begins" : " recurring checks begin"));
        }
        return "Besides, " + joined(parts) + ".";
    }

    private void afterwards(Page page, Story story) {
        page.section(story.quiet() ? "What is where:" : "Afterwards:");
        int names = width(story.nodes().stream().map(n -> n.node().value()).toList());
        int standings =
                width(story.nodes().stream().map(Story.NodeAfter::standing).toList());
        for (Story.NodeAfter node : story.nodes()) {
            String standing = padded(node.standing(), standings);
            String painted = switch (node.standing()) {
                case "online" -> standing;
                case "lost, not fenced" -> ink.bad(standing);
                default -> ink.attention(standing);
            };
            page.line("  " + padded(node.node().value(), names) + "  " + painted + "  "
                    + (node.runs().isEmpty() ? "-" : String.join(", ", node.runs())));
        }
        if (!story.nowhere().isEmpty()) {
            page.gap();
            page.section("Runs nowhere:");
            int idle = width(story.nowhere().stream().map(Story.Idle::what).toList());
            story.nowhere().forEach(one -> page.line("  " + padded(one.what(), idle) + "  " + one.why()));
        }
    }

    private static int width(List<String> texts) {
        return texts.stream().mapToInt(String::length).max().orElse(0);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
