/**
 * The types of the library as one file: the compiler writes one declaration file a source, from
 * which what the library exports, and whatever that needs, is put together.
 *
 * One file, because relative imports of declaration files resolve only where they carry
 * endings, and because the rest would pull in packages that a user of the library lacks.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { isNode, memberPath, parse, text, walk, type SyntaxNode } from './syntax.ts';

/** Where a name of a file comes from: another file's export. */
interface Origin {
  readonly file: string;
  readonly name: string;
}

interface Declaration {
  readonly source: string;
  /** Places in the source that name other declarations. */
  readonly references: readonly Reference[];
}

interface Reference {
  readonly start: number;
  readonly end: number;
  readonly target: Origin;
}

/** The name of `declare global`. */
const GLOBAL = 'global';

interface Module {
  /** Several of one name are overloads. */
  readonly declarations: Map<string, Declaration[]>;
  readonly imports: Map<string, Origin>;
  readonly exports: Map<string, Origin>;
}

/**
 * The types of `src/<entry>.ts` as one file; `project` is the configuration that declares them.
 * @throws Error where the compiler fails, or where a type comes from a package.
 */
export async function bundleTypes(root: string, project: string, entry: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'asset-mix-types-'));
  try {
    await declarationsOf(root, project, folder);
    return await bundle(join(folder, `${entry}.d.ts`));
  } finally {
    await rm(folder, { recursive: true });
  }
}

function declarationsOf(root: string, config: string, folder: string): Promise<void> {
  // Its types are checked by `npm run types`; here they are only written.
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  const project = join(root, config);
  const child = spawn(process.execPath, [compiler, '-p', project, '--noCheck', '--outDir', folder]);
  let output = '';
  child.stdout.on('data', (piece: Buffer) => (output += piece.toString()));
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', (status) => (status === 0 ? done() : fail(new Error(output))));
  });
}

async function bundle(entry: string): Promise<string> {
  const modules = new Map<string, Module>();
  const names = new Map<string, string>();
  const taken = new Set<string>();
  const written: string[] = [];

  async function moduleOf(file: string): Promise<Module> {
    const known = modules.get(file) ?? readModule(file, await readFile(file, 'utf8'));
    modules.set(file, known);
    return known;
  }

  /** Follows imports and exports to where something is declared. */
  async function declared({ file, name }: Origin): Promise<Origin> {
    if (!file.startsWith('/') && !/^[A-Z]:/i.test(file)) {
      throw new Error(`The type ${name} of the library comes from the package ${file}.`);
    }
    const { declarations, imports, exports } = await moduleOf(file);
    const next = declarations.has(name) ? undefined : (imports.get(name) ?? exports.get(name));
    if (next !== undefined) return declared(next);
    if (!declarations.has(name)) throw new Error(`${file} declares no ${name}.`);
    return { file, name };
  }

  /** The name in the bundle; writes the declaration when it is asked for first. */
  async function nameOf(origin: Origin): Promise<string> {
    const { file, name } = await declared(origin);
    const key = `${file} ${name}`;
    const known = names.get(key);
    if (known !== undefined) return known;
    let own = name;
    for (let k = 2; taken.has(own); k += 1) own = `${name}${k}`;
    taken.add(own);
    names.set(key, own);
    for (const declaration of (await moduleOf(file)).declarations.get(name) ?? []) {
      const place = written.push('') - 1;
      written[place] = await renamed(declaration);
    }
    return own;
  }

  async function renamed({ source, references }: Declaration): Promise<string> {
    let result = source;
    // From the back, so that the places before stay where they are.
    for (const { start, end, target } of [...references].sort((a, b) => b.start - a.start)) {
      result = result.slice(0, start) + (await nameOf(target)) + result.slice(end);
    }
    return result;
  }

  const list: string[] = [];
  for (const [exported, origin] of (await moduleOf(entry)).exports) {
    const own = await nameOf(origin);
    list.push(own === exported ? own : `${own} as ${exported}`);
  }
  // What the module adds to the types of the page.
  for (const declaration of (await moduleOf(entry)).declarations.get(GLOBAL) ?? []) {
    written.push(await renamed(declaration));
  }
  return `${written.join('\n\n')}\n\nexport { ${list.join(', ')} };\n`;
}

/** What a declaration file declares, imports and exports. */
function readModule(file: string, source: string): Module {
  const module: Module = { declarations: new Map(), imports: new Map(), exports: new Map() };
  const statements = parse(file, source)['body'] as SyntaxNode[];
  const fileOf = (specifier: string) =>
    specifier.startsWith('.') ? `${resolve(dirname(file), specifier)}.d.ts` : specifier;
  const found: { name: string; node: SyntaxNode; statement: SyntaxNode }[] = [];

  for (const statement of statements) {
    const from = isNode(statement['source']) ? fileOf(text(statement['source'])) : file;
    const specifiers = (statement['specifiers'] ?? []) as SyntaxNode[];
    if (statement.type === 'ImportDeclaration') {
      for (const one of specifiers) {
        const name = one.type === 'ImportSpecifier' ? memberPath(one['imported']) : '*';
        module.imports.set(memberPath(one['local']), { file: from, name });
      }
      continue;
    }
    for (const one of specifiers) {
      module.exports.set(memberPath(one['exported']), {
        file: from,
        name: memberPath(one['local']),
      });
    }
    const node = (statement['declaration'] ?? statement) as SyntaxNode;
    const named =
      node.type === 'VariableDeclaration' ? (node['declarations'] as SyntaxNode[]) : [node];
    for (const { id } of named as unknown as { id?: SyntaxNode }[]) {
      if (!isNode(id)) continue;
      const name = memberPath(id);
      found.push({ name, node, statement });
      if (statement.type === 'ExportNamedDeclaration') module.exports.set(name, { file, name });
    }
  }

  const own = new Set(found.map(({ name }) => name));
  for (const { name, node, statement } of found) {
    const comment =
      /\/\*\*(?:(?!\*\/)[\s\S])*\*\/\s*$/.exec(source.slice(0, statement.start))?.[0] ?? '';
    const declaration: Declaration = {
      source: comment + source.slice(node.start, endOf(statement)),
      references: referencesOf(node)
        .map(({ start, end, local, specifier }) => ({
          start: start - node.start + comment.length,
          end: end - node.start + comment.length,
          target:
            specifier === undefined
              ? (module.imports.get(local) ?? { file, name: local })
              : { file: fileOf(specifier), name: local },
        }))
        .filter(({ target }) => target.file !== file || own.has(target.name)),
    };
    module.declarations.set(name, [...(module.declarations.get(name) ?? []), declaration]);
  }
  return module;
}

/** Where a declaration names types or values; names of the language are among them. */
function referencesOf(declaration: SyntaxNode) {
  const references: { start: number; end: number; local: string; specifier?: string }[] = [];
  for (const { node } of walk(declaration)) {
    const named =
      node.type === 'TSTypeReference'
        ? node['typeName']
        : node.type === 'TSTypeQuery'
          ? node['exprName']
          : /^(TSInterfaceHeritage|TSClassImplements)$/.test(node.type)
            ? node['expression']
            : node.type === 'ClassDeclaration'
              ? node['superClass']
              : undefined;
    if (node.type === 'TSImportType') {
      const qualifier = node['qualifier'] as SyntaxNode;
      const place = { start: node.start, end: endOf(qualifier) };
      references.push({ ...place, local: memberPath(qualifier), specifier: text(node['source']) });
    } else if (isNode(named)) {
      const identifier = leftmost(named);
      if (identifier.type !== 'Identifier') continue;
      const place = { start: identifier.start, end: endOf(identifier) };
      references.push({ ...place, local: memberPath(identifier) });
    }
  }
  return references;
}

/** Of `a.b.c` the `a`. */
function leftmost(name: SyntaxNode): SyntaxNode {
  return name.type === 'TSQualifiedName' ? leftmost(name['left'] as SyntaxNode) : name;
}

function endOf(node: SyntaxNode): number {
  return Number(node['end']);
}
