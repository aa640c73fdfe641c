/** A language of a first app: what it is called, and what is done before it runs. */
export type Language = {
  /** The folder of its template. */
  readonly name: string;
  readonly title: string;
  readonly aliases: readonly string[];
  readonly install: string;
  /** Starts an order; what follows is the number of its items. */
  readonly order: string;
};

export const LANGUAGES: readonly Language[] = [
  {
    ...{ name: 'javascript', title: 'JavaScript', aliases: ['js', 'node'] },
    ...{ install: 'npm install', order: 'npm run order' },
  },
  {
    ...{ name: 'typescript', title: 'TypeScript', aliases: ['ts'] },
    ...{ install: 'npm install', order: 'npm run order' },
  },
  {
    ...{ name: 'python', title: 'Python', aliases: ['py'] },
    install: 'python3 -m venv .venv && .venv/bin/pip install -r requirements.txt',
    order: '.venv/bin/python start_order.py',
  },
  {
    ...{ name: 'go', title: 'Go', aliases: ['golang'] },
    install: 'go build -o first-app .',
    order: 'go run . order 3',
  },
  {
    ...{ name: 'java', title: 'Java', aliases: ['jvm'] },
    ...{ install: 'mvn --quiet package', order: 'java -jar target/app.jar order 3' },
  },
  {
    ...{ name: 'dotnet', title: '.NET', aliases: ['csharp', 'c#', '.net', 'cs'] },
    ...{ install: 'dotnet build', order: 'dotnet run -- order 3' },
  },
];

/** The language that a name means, or one of its other names; undefined for any other text. */
export function languageNamed(text: string): Language | undefined {
  const wanted = text.trim().toLowerCase();
  return LANGUAGES.find(({ name, aliases }) => name === wanted || aliases.includes(wanted));
}
