/** What a column of a table may be called, by the field of the article that it fills. */
const columnNames: Readonly<Record<string, readonly string[]>> = {
  id: ['id', '编号'],
  title: ['question', 'title', 'q', '问题', '标题'],
  body: ['answer', 'body', 'a', '答案', '回答', '内容'],
  language: ['language', 'lang', '语言'],
  category: ['category', '分类', '类别'],
  audience: ['audience', '受众', '对象', '可见范围'],
  updated: ['updated', '更新日期'],
  validFrom: ['validfrom', '生效日期', '有效期自'],
  validUntil: ['validuntil', '失效日期', '有效期至'],
}

const audienceNames: Readonly<Record<string, string>> = {
  公开: 'public',
  客户: 'public',
  内部: 'operator',
  客服: 'operator',
}

/** The field that a column fills; a column that is called otherwise keeps its name and fills none. */
export function articleFieldOf(column: string): string {
  const name = column.trim().toLowerCase()
  const bare = name.replaceAll(/[\s_-]/g, '')
  return Object.entries(columnNames).find(([, names]) => names.includes(bare))?.[0] ?? name
}

/** `public` or `operator`, however it was said; what is neither is left for the schema to refuse. */
export function audienceOf(said: unknown): unknown {
  const name = String(said).trim().toLowerCase()
  return audienceNames[name] ?? name
}
