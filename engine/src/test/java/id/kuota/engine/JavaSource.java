package id.kuota.engine;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * One Java file, as far as tidiness is concerned. Parsed by javac, not compiled.
 *
 * @param members every {@code a.b} in it, imports included
 */
record JavaSource(
    Path path, long lines, List<Named> types, List<Method> methods, List<Named> members) {

  /** A name and the line it stands in. */
  record Named(String name, long line) {}

  /** A method and its length in lines, signature and closing brace included. */
  record Method(String name, long line, long length) {}

  static List<JavaSource> parse(Collection<Path> files) throws IOException {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    try (var manager = javac.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      var task =
          (JavacTask)
              javac.getTask(
                  null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(files));
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      var sources = new ArrayList<JavaSource>();
      for (CompilationUnitTree unit : task.parse()) {
        sources.add(new Reader(unit, positions).read());
      }
      return sources;
    }
  }

  boolean isIn(String folder) {
    return path.toString().replace('\\', '/').contains(folder);
  }

  /** Walks one file and collects. */
  private static final class Reader extends TreeScanner<@Nullable Void, @Nullable Void> {

    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final List<Named> types = new ArrayList<>();
    private final List<Method> methods = new ArrayList<>();
    private final List<Named> members = new ArrayList<>();

    Reader(CompilationUnitTree unit, SourcePositions positions) {
      this.unit = unit;
      this.positions = positions;
    }

    JavaSource read() {
      scan(unit, null);
      long lines = lineAt(positions.getEndPosition(unit, unit));
      return new JavaSource(Path.of(unit.getSourceFile().toUri()), lines, types, methods, members);
    }

    @Override
    public @Nullable Void visitClass(ClassTree type, @Nullable Void unused) {
      if (!type.getSimpleName().isEmpty()) {
        types.add(new Named(type.getSimpleName().toString(), line(type)));
      }
      return super.visitClass(type, null);
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, @Nullable Void unused) {
      long end = positions.getEndPosition(unit, method);
      if (end >= 0) { // The compact constructor that a record gets for nothing has no place.
        long length = lineAt(end) - line(method) + 1;
        methods.add(new Method(method.getName().toString(), line(method), length));
      }
      return super.visitMethod(method, null);
    }

    @Override
    public @Nullable Void visitMemberSelect(MemberSelectTree member, @Nullable Void unused) {
      members.add(new Named(member.toString(), line(member)));
      return super.visitMemberSelect(member, null);
    }

    private long line(Tree tree) {
      return lineAt(positions.getStartPosition(unit, tree));
    }

    private long lineAt(long position) {
      return unit.getLineMap().getLineNumber(position);
    }
  }
}
