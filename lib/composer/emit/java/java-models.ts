import type { Field, RecordType } from '../../plan/record';
import type { File } from '../file';
import { Writer } from '../writer';
import { type JavaContext, javaField, SOURCES } from './java-names';
import { javaComment, javaFile } from './java-source';
import { javaText, javaType } from './java-types';

/** One class of fields that may be absent, and how others are turned into it or merged into it. */
export function modelFile(context: JavaContext, record: RecordType): File {
  const writer = new Writer('  ');
  const name = context.names.model(record.name);
  writer.line(`/** ${javaComment(record.title)} */`);
  writer.line('@JsonInclude(JsonInclude.Include.NON_NULL)', '@JsonIgnoreProperties(ignoreUnknown = true)');
  writer.block(
    `public class ${name} {`,
    () => {
      for (const field of record.fields) declared(writer, field, context);
      for (const field of record.fields) setter(writer, field, { names: context.names, own: name });
      copy(writer, record, name);
      if (context.types.keepsUndos(record.name)) undos(writer);
      conversions(writer, record, context);
    },
    '}',
  );
  return { path: `${SOURCES}/models/${name}.java`, text: javaFile('app.models', writer.text(), []), keep: false };
}

function declared(writer: Writer, { name, type }: Field, { names }: JavaContext): void {
  if (javaField(name) !== name) writer.line(`@JsonProperty(${javaText(name)})`);
  writer.line(`public ${javaType(type, names)} ${javaField(name)};`);
}

function setter(
  writer: Writer,
  { name, type }: Field,
  owner: { readonly names: JavaContext['names']; readonly own: string },
): void {
  const field = javaField(name);
  writer.gap();
  writer.block(
    `public ${owner.own} ${field}(${javaType(type, owner.names)} value) {`,
    () => writer.line(`${field} = value;`, 'return this;'),
    '}',
  );
}

function copy(writer: Writer, { fields }: RecordType, name: string): void {
  writer.gap().block(
    `public ${name} copy() {`,
    () => {
      writer.line(`var copy = new ${name}();`);
      for (const { name: field } of fields) writer.line(`copy.${javaField(field)} = ${javaField(field)};`);
      writer.line('return copy;');
    },
    '}',
  );
}

function undos(writer: Writer): void {
  writer.gap().line('/** Keeps names of what can be undone. */');
  writer.block(
    'public void remember(List<String> names) {',
    () => {
      writer.line('var all = undos == null ? new ArrayList<String>() : new ArrayList<>(undos);');
      writer.block('if (names != null) {', () => writer.line('all.addAll(names);'), '}');
      writer.line('undos = all;');
    },
    '}',
  );
  writer
    .gap()
    .line('/** The names of what can be undone, last first, which are kept no longer; without a name all of them. */');
  writer.block(
    'public List<String> forget(String... only) {',
    () => {
      writer.line('var kept = new ArrayList<String>();', 'var forgotten = new ArrayList<String>();');
      writer.block(
        'for (var name : undos == null ? List.<String>of() : undos) {',
        () =>
          writer
            .block('if (only.length == 0 || List.of(only).contains(name)) {', () =>
              writer.line('forgotten.add(0, name);'),
            )
            .block('} else {', () => writer.line('kept.add(name);'), '}'),
        '}',
      );
      writer.line('undos = kept;', 'return forgotten;');
    },
    '}',
  );
}

function conversions(writer: Writer, { name }: RecordType, { types, conversions: all, names }: JavaContext): void {
  const own = names.model(name);
  for (const from of all.into(name, 'conversion')) {
    writer.gap().block(
      `public static ${own} from(${names.model(from)} data) {`,
      () => {
        const set = types.shared(from, name).map((each) => `.${javaField(each.name)}(data.${javaField(each.name)})`);
        writer.line(`return new ${own}()${set.join('')};`);
      },
      '}',
    );
  }
  for (const from of all.into(name, 'merge')) {
    writer.gap().line('/** Takes over what the other has. */');
    writer.block(
      `public void merge(${names.model(from)} from) {`,
      () => {
        writer.block('if (from == null) {', () => writer.line('return;'), '}');
        for (const each of types.merged(from, name)) taken(writer, javaField(each.name), 'from');
      },
      '}',
    );
  }
  for (const from of all.into(name, 'changes')) {
    writer.gap().line('/** Takes over what is other after a workflow than it was before. */');
    writer.block(
      `public void mergeChanges(${names.model(from)} before, ${names.model(from)} after) {`,
      () => {
        writer.block('if (after == null) {', () => writer.line('return;'), '}');
        for (const each of types.merged(from, name)) {
          const field = javaField(each.name);
          const test = `after.${field} != null && Flow.differ(before.${field}, after.${field})`;
          writer.block(`if (${test}) {`, () => writer.line(`${field} = after.${field};`), '}');
        }
      },
      '}',
    );
  }
}

function taken(writer: Writer, field: string, from: string): void {
  writer.block(`if (${from}.${field} != null) {`, () => writer.line(`${field} = ${from}.${field};`), '}');
}
